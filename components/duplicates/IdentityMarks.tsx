import type { Profile } from '../../lib/domain/profile.ts';
import { bridgeText } from '../../lib/i18n/sentences.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { Chip } from '../ui/Chip.tsx';
import { Hint } from '../ui/Hint.tsx';
import { Users } from '../ui/icons.ts';
import { Menu } from '../ui/Menu.tsx';
import styles from './IdentityMarks.module.css';

type Identity = Profile['identities'][number];

/** What there is to know of a contact beside its source: that several people use it, or the order that linked it. */
export const IdentityMarks = ({ identity }: { identity: Identity }) => {
  const words = useTranslator();
  const { t } = words;
  return (
    <>
      {identity.bridge && (
        <div class={styles.bridge}>
          {t('bridge.linked', {
            number: identity.bridge.orderNumber.slice(0, 60),
            why: bridgeText(words, identity.bridge.evidence),
          })}
        </div>
      )}
      {identity.shared && (
        <Hint text={t('share.why')}>
          <Chip tone="warn">{t('share.chip')}</Chip>
        </Hint>
      )}
    </>
  );
};

/** Says of a contact whether several people use it. */
export const ShareMenu = ({ identity }: { identity: Identity }) => {
  const { actions } = useApp();
  const { t } = useTranslator();
  const shared = identity.shared === true;
  return (
    <Menu
      label={t('share.menu', { what: identity.display.slice(0, 100) })}
      items={[
        {
          label: t(shared ? 'share.unmark' : 'share.mark'),
          icon: Users,
          run: () =>
            void actions.run(
              'identities.share',
              { identityId: identity.id, shared: !shared },
              { done: t(shared ? 'done.unshared' : 'done.shared'), undo: true },
            ),
        },
      ]}
    />
  );
};
