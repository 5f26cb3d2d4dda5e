import { useState } from 'preact/hooks';
import { useTranslator } from '../app/app-context.ts';
import { host } from '../page/NobodyHere.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';

interface Props {
  origin: string;
  onRevoke: () => void;
}

/** Takes the grant for a site back, after saying what that does. */
export const RevokeButton = ({ origin, onRevoke }: Props) => {
  const { t } = useTranslator();
  const [isAsking, setAsking] = useState(false);
  const site = host(origin);
  return (
    <>
      <Button tone="danger" aria-label={t('sites.revoke.of', { site })} onClick={() => setAsking(true)}>
        {t('sites.revoke')}
      </Button>
      {isAsking && (
        <Dialog
          title={t('sites.revoke.ask', { site })}
          closeLabel={t('common.close')}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{t('common.cancel')}</Button>
              <Button
                tone="danger"
                onClick={() => {
                  setAsking(false);
                  onRevoke();
                }}
              >
                {t('sites.revoke')}
              </Button>
            </>
          }
        >
          <p>{t('sites.revoke.text')}</p>
        </Dialog>
      )}
    </>
  );
};
