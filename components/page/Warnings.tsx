import type { PersonOnPage } from '../../lib/domain/page-context.ts';
import { useTranslator } from '../app/app-context.ts';
import { Chip } from '../ui/Chip.tsx';
import { Hint } from '../ui/Hint.tsx';
import { Icon } from '../ui/Icon.tsx';
import { ShieldAlert } from '../ui/icons.ts';

/** Calm marks that an address deserves a second look; why is one hover or focus away. */
export const Warnings = ({ warnings }: Pick<PersonOnPage, 'warnings'>) => {
  const { t } = useTranslator();
  return warnings.map((warning) => (
    <Hint key={warning} text={t(`warning.${warning}.why`)}>
      <Chip tone="warn">
        <Icon of={ShieldAlert} size={12} />
        {t(`warning.${warning}`)}
      </Chip>
    </Hint>
  ));
};
