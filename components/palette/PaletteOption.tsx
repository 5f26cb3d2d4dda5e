import type { Translate } from '../../lib/i18n/catalogue.ts';
import type { FoundCommand } from '../../lib/view/palette-match.ts';
import type { FoundCustomer } from '../../lib/view/palette-store.ts';
import { useTranslator } from '../app/app-context.ts';
import { TierChip } from '../customer/TierChip.tsx';
import { Avatar } from '../ui/Avatar.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Marked } from '../ui/Marked.tsx';
import styles from './Palette.module.css';
import type { PaletteCommand } from './palette-command.ts';

const MOST = 200;

interface OptionProps {
  id: string;
  isActive: boolean;
  onChoose: () => void;
  /** The pointer came over it. */
  onPoint: () => void;
}

const shared = ({ id, isActive, onChoose, onPoint }: OptionProps) => ({
  id,
  role: 'option' as const,
  'aria-selected': isActive,
  class: styles.option,
  onClick: onChoose,
  onMouseMove: isActive ? undefined : onPoint,
  // The field keeps the focus.
  onMouseDown: (event: Event) => event.preventDefault(),
});

/** Somebody, with what they were found by. */
export const CustomerOption = ({
  t,
  found: { customer, field, excerpt, ranges, nameRanges },
  ...option
}: OptionProps & { t: Translate; found: FoundCustomer }) => {
  const { t: tApp } = useTranslator();
  const name = customer.name || customer.company || customer.email || customer.phone || tApp('common.no-name');
  const isOther = excerpt !== '' && excerpt !== name;
  const contact = [customer.company, customer.email || customer.phone]
    .filter((text) => text && text !== name)
    .join(' · ');
  return (
    <div {...shared(option)}>
      <Avatar name={name} size="s" />
      <span class={styles.words}>
        <bdi class={`${styles.name} ellipsis`}>
          <Marked text={name.slice(0, MOST)} ranges={customer.name ? nameRanges : undefined} />
        </bdi>
        {isOther ? (
          <span class={`${styles.detail} ellipsis`}>
            {t(`palette.field.${kindOf(field)}`)}{' '}
            <bdi>
              <Marked text={excerpt} ranges={ranges} />
            </bdi>
          </span>
        ) : (
          contact !== '' && <bdi class={`${styles.detail} ellipsis`}>{contact.slice(0, MOST)}</bdi>
        )}
      </span>
      {customer.tier && <TierChip tier={customer.tier} />}
    </div>
  );
};

const KINDS = ['company', 'email', 'phone', 'account', 'tag', 'custom', 'order', 'note'] as const;
const kindOf = (field: string) => KINDS.find((kind) => kind === field) ?? 'other';

/** Something that can be done. */
export const CommandOption = ({
  found: { command, ranges },
  ...option
}: OptionProps & { found: FoundCommand<PaletteCommand> }) => (
  <div {...shared(option)}>
    <span class={styles.icon}>
      <Icon of={command.icon} size={16} />
    </span>
    <span class={styles.words}>
      <bdi class="ellipsis">
        <Marked text={command.title} ranges={ranges} />
      </bdi>
    </span>
    {command.keys && <kbd class={styles.key}>{command.keys}</kbd>}
  </div>
);
