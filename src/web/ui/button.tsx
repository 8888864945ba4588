import type { ReactNode } from 'react';

export type ButtonProps = {
  readonly children: ReactNode;
  readonly primary?: boolean;
  readonly large?: boolean;
  readonly wide?: boolean;
  readonly loading?: boolean;
  readonly submits?: boolean;
  readonly icon?: ReactNode;
  readonly onClick?: () => void;
};

export const buttonClass = ({
  primary = false,
  large = false,
  wide = false,
}: Pick<ButtonProps, 'primary' | 'large' | 'wide'>): string =>
  ['button', primary ? 'button-primary' : '', large ? 'button-large' : '', wide ? 'button-wide' : '']
    .filter(Boolean)
    .join(' ');

/** The page's own button, for what must be on screen before antd is. */
export function Button({ children, loading = false, submits = false, icon, onClick, ...look }: ButtonProps) {
  return (
    <button
      type={submits ? 'submit' : 'button'}
      className={buttonClass(look)}
      aria-disabled={loading}
      aria-busy={loading}
      onClick={(event) => {
        // Pressed once is enough; a disabled button would lose the focus.
        if (loading) return event.preventDefault();
        onClick?.();
      }}
    >
      {icon}
      {children}
    </button>
  );
}
