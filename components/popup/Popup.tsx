import { useState } from 'preact/hooks';
import type { PageContext } from '../../lib/domain/page-context.ts';
import type { Failure } from '../../lib/messaging/contract.ts';
import type { PopupStore } from '../../lib/view/popup-store.ts';
import { AppToasts } from '../app/AppToasts.tsx';
import { useApp, useTranslator } from '../app/app-context.ts';
import { FailureState } from '../app/FailureState.tsx';
import { host } from '../page/NobodyHere.tsx';
import { RecordingChoice } from '../sites/RecordingChoice.tsx';
import { RevokeButton } from '../sites/RevokeButton.tsx';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { Clip } from '../ui/Clip.tsx';
import { Icon } from '../ui/Icon.tsx';
import { LayoutDashboard, PanelRight } from '../ui/icons.ts';
import styles from './Popup.module.css';

type Site = PageContext['site'];

export interface PopupProps {
  store: PopupStore;
  dashboardUrl: string;
  /** Asks the browser for a site; called straight from the click. */
  request: (origin: string) => Promise<boolean>;
  openSidePanel: () => Promise<void>;
  close: () => void;
}

/** What the toolbar button says of the tab in front, and what can be done there. */
export const Popup = (props: PopupProps) => {
  const { store, dashboardUrl, close } = props;
  const { t } = useTranslator();
  const site = store.site.value;
  const failure = store.failure.value;
  return (
    <>
      <main class={styles.popup}>
        {failure && !site && <FailureState failure={failure} onRetry={() => void store.load()} />}
        {site && <Told site={site} {...props} />}
      </main>
      <footer class={styles.foot}>
        <a class={styles.link} href={dashboardUrl} target="_blank" rel="noreferrer" onClick={() => setTimeout(close)}>
          <Icon of={LayoutDashboard} size={14} />
          {t('popup.dashboard')}
        </a>
      </footer>
      <AppToasts />
    </>
  );
};

const Told = ({ site, ...props }: PopupProps & { site: Site }) => {
  const { t } = useTranslator();
  switch (site.type) {
    case 'none':
      return (
        <>
          <h1 class={styles.title}>{t('none.title')}</h1>
          <p class="second">{t('popup.none.text')}</p>
        </>
      );
    case 'not-granted':
      return <NotGranted origin={site.origin} {...props} />;
    case 'granted':
      return <Granted site={site} {...props} />;
  }
};

const SiteTitle = ({ origin, isOn }: { origin: string; isOn: boolean }) => {
  const { t } = useTranslator();
  return (
    <div class="row">
      <h1 class={`${styles.title} grow`}>
        <Clip text={host(origin)} />
      </h1>
      <Chip tone={isOn ? 'good' : 'plain'}>{t(isOn ? 'popup.on' : 'popup.off')}</Chip>
    </div>
  );
};

const NotGranted = ({ origin, request, store }: PopupProps & { origin: string }) => {
  const { t } = useTranslator();
  const [isDeclined, setDeclined] = useState(false);
  // No await before the request: the browser takes it only straight from the click.
  const allow = () => {
    void request(origin).then(
      (isAllowed) => {
        setDeclined(!isAllowed);
        if (isAllowed) void store.load();
      },
      () => setDeclined(true),
    );
  };
  return (
    <>
      <SiteTitle origin={origin} isOn={false} />
      <p class="second">{t('popup.ask.text')}</p>
      <Button tone="primary" onClick={allow}>
        {t('popup.allow', { site: host(origin) })}
      </Button>
      <p role="status" class="muted">
        {isDeclined && t('popup.declined')}
      </p>
    </>
  );
};

const Granted = ({ site, store, openSidePanel, close }: PopupProps & { site: Extract<Site, { type: 'granted' }> }) => {
  const { actions, toasts } = useApp();
  const { t } = useTranslator();
  const { origin, recipeName, recording } = site;
  const run = async (work: () => Promise<Failure | undefined>, then: () => void) => {
    const failure = await work();
    if (failure) actions.tell(failure, () => void run(work, then));
    else then();
  };
  return (
    <>
      <SiteTitle origin={origin} isOn />
      <p class="second">{recipeName ? t('popup.recipe', { name: recipeName }) : t('popup.no-recipe')}</p>
      <div class={styles.buttons}>
        <Button tone="primary" onClick={() => void run(store.toggle, close)}>
          {t('popup.toggle')}
        </Button>
        <Button icon={PanelRight} onClick={() => void openSidePanel().then(close, () => {})}>
          {t('popup.side')}
        </Button>
      </div>
      <div class={styles.choice}>
        <RecordingChoice
          label={t('record.mode')}
          value={recording}
          onValue={(next) => void actions.run('sites.setRecording', { origin, recording: next })}
        />
      </div>
      <div class={styles.end}>
        <RevokeButton
          origin={origin}
          onRevoke={() =>
            void run(
              () => store.revoke(origin),
              () => void toasts.show({ tone: 'info', text: t('sites.revoked') }),
            )
          }
        />
      </div>
    </>
  );
};
