import type { Profile } from '../../lib/domain/profile.ts';
import type { ExportPerson } from '../../lib/messaging/contract.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { Section } from '../app/Section.tsx';
import { customerName } from '../customer/customer-name.ts';
import { Button } from '../ui/Button.tsx';
import { Download } from '../ui/icons.ts';
import { dayOf, safeName } from './file-name.ts';
import shared from './ImportPanel.module.css';
import { personAsJson, personAsText } from './person-file.ts';

interface Props {
  profile: Profile;
  save: (file: Blob, name: string) => void;
}

/** Everything on file about one customer as a file, for whoever has a right to see it. */
export const PersonDownload = ({ profile, save }: Props) => {
  const { background, actions, toasts } = useApp();
  const { now, ...translator } = useTranslator();
  const { t } = translator;
  const download = async (format: 'txt' | 'json') => {
    const { id } = profile.customer;
    const [answer, listed] = await Promise.all([
      background.call('export.people', { customerId: id, limit: 1 }),
      background.call('fields.list', {}),
    ]);
    if (!listed.ok) {
      actions.tell(listed.error, () => void download(format));
      return;
    }
    const person = answer.ok ? (JSON.parse(answer.value.people) as ExportPerson[])[0] : undefined;
    if (!person) {
      actions.tell(answer.ok ? { type: 'not-found' } : answer.error, () => void download(format));
      return;
    }
    const name = `${safeName(customerName(profile) ?? t('person.file'))}-${dayOf(now())}.${format}`;
    const text =
      format === 'json'
        ? personAsJson(person, profile, listed.value, now())
        : `\ufeff${personAsText(person, profile, listed.value, translator, now())}`;
    const type = format === 'json' ? 'application/json' : 'text/plain;charset=utf-8';
    save(new Blob([text], { type }), name);
    toasts.show({ tone: 'info', text: t('export.saved', { file: name }) });
  };
  return (
    <Section title={t('export.person')}>
      <p class="second">{t('export.person.text')}</p>
      <div class={shared.actions}>
        <Button icon={Download} onClick={() => void download('txt')}>
          {t('export.person.read')}
        </Button>
        <Button icon={Download} onClick={() => void download('json')}>
          {t('export.person.data')}
        </Button>
      </div>
    </Section>
  );
};
