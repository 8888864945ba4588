/** Small choices kept in this browser. A browser that keeps nothing (private mode, a policy) is no fault. */
export function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(`dushi.${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

export function keep(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(`dushi.${name}`);
    else localStorage.setItem(`dushi.${name}`, value);
  } catch {
    // Nothing is kept; the choice still holds on this page.
  }
}
