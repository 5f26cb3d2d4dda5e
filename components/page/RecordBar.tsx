import type { ComponentChildren } from 'preact';
import type { PageContext, PersonOnPage, RecordState } from '../../lib/domain/page-context.ts';
import type { Translate } from '../../lib/i18n/catalogue.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { Button } from '../ui/Button.tsx';
import { Menu } from '../ui/Menu.tsx';
import { host } from './NobodyHere.tsx';
import styles from './RecordBar.module.css';

interface Props {
  context: PageContext | undefined;
  person: PersonOnPage | undefined;
  /** Further buttons at the end of the bar. */
  children?: ComponentChildren;
}

/** Says of the open message or order whether it is on file, and asks once a site what to record. */
export const RecordBar = ({ context, person, children }: Props) => {
  const { actions } = useApp();
  const { t } = useTranslator();
  const site = context?.site.type === 'granted' ? context.site : undefined;
  const open = openThing(context);
  const isOnFile = person?.match.type === 'certain';
  const choose = (recording: 'all' | 'ask') => {
    if (site) void actions.run('sites.setRecording', { origin: site.origin, recording });
  };
  const mustChoose = site?.recipe !== undefined && site.recording === undefined && open !== undefined;
  return (
    <footer class={styles.foot}>
      {mustChoose && (
        <section class={styles.ask} aria-label={t('record.mode')}>
          <p class={styles.question}>{t('record.ask', { site: host(site.origin) })}</p>
          <p class={styles.text}>{t('record.ask.text')}</p>
          <div class={styles.answers}>
            <Button tone="primary" onClick={() => choose('all')}>
              {t('record.all')}
            </Button>
            <Button onClick={() => choose('ask')}>{t('record.only')}</Button>
          </div>
        </section>
      )}
      <div class={styles.bar}>
        <span class={`${styles.dot} ${open?.record.type === 'recorded' ? styles.on : ''}`} aria-hidden="true" />
        <span role="status" class={styles.state}>
          {open ? stateText(t, open, isOnFile) : context && context.state !== 'loading' && t('record.idle')}
        </span>
        {open?.record.type === 'not-recorded' && person && isOnFile && (
          <button
            type="button"
            class={styles.record}
            onClick={() =>
              void actions.run('page.record', recordRequest(context, person), { done: t('done.recorded'), undo: true })
            }
          >
            {t('record.do')}
          </button>
        )}
        {site?.recording !== undefined && (
          <Menu
            label={t('record.mode')}
            items={[
              { label: t('record.all'), checked: site.recording === 'all', run: () => choose('all') },
              { label: t('record.only'), checked: site.recording === 'ask', run: () => choose('ask') },
            ]}
          />
        )}
        {children}
      </div>
    </footer>
  );
};

interface Open {
  readonly what: 'order' | 'message';
  readonly record: RecordState;
}

function openThing(context: PageContext | undefined): Open | undefined {
  if (context === undefined || context.state === 'loading') return undefined;
  if (context.order) return { what: 'order', record: context.order.record };
  return context.message && { what: 'message', record: context.message.record };
}

function stateText(t: Translate, open: Open, isOnFile: boolean): string {
  switch (open.record.type) {
    case 'recorded':
      return t(`record.recorded.${open.what}`);
    case 'excluded':
      return t('record.excluded', { reason: t(`exclusion.${open.record.reason}`) });
    case 'not-recorded':
      return isOnFile ? t(`record.not.${open.what}`) : t('record.need-person');
  }
}

/** The message or order the button was drawn for, and the person shown beside it: the page may move on under the hand. */
function recordRequest(context: PageContext | undefined, person: PersonOnPage): { key: string; of?: string } {
  const of = context?.message?.key ?? context?.order?.seen.number.value;
  return { key: person.key, ...(of === undefined ? {} : { of }) };
}
