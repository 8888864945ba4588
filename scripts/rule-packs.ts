// npm run packs: writes rule-packs/rule-pack.schema.json and docs/rules.md from the source, the packs and the cases. A test compares them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rulesRegister } from '../src/features/regime/regime.register.document.ts';
import { packFileSchemaText } from '../src/features/regime/regime.schema.pack.model.ts';
import { loadedRegimes } from '../src/features/regime/regime.service.ts';
import { rulePacksDirectory } from '../src/platform/rule-packs.ts';
import { familyGroups } from '../src/testing/families.ts';

writeFileSync(join(rulePacksDirectory, 'rule-pack.schema.json'), packFileSchemaText());
writeFileSync(
  fileURLToPath(new URL('../docs/rules.md', import.meta.url)),
  rulesRegister(
    loadedRegimes().map(({ pack }) => pack),
    familyGroups,
  ),
);
