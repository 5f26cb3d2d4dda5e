import { type CustomField, customRegister } from '../../lib/domain/custom-field.ts';
import type { CustomValue } from '../../lib/domain/custom-value.ts';
import { CUSTOMER_FIELDS, type CustomerField } from '../../lib/domain/customer.ts';
import type { Profile } from '../../lib/domain/profile.ts';
import type { EpochMs } from '../../lib/domain/time.ts';
import { customText } from '../../lib/i18n/custom-text.ts';
import { fieldText, sourceText } from '../../lib/i18n/sentences.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import type { ExportPerson } from '../../lib/messaging/contract.ts';

/** Everything on file of one customer, as data: the records as they are kept, times in ISO 8601 beside them. */
export function personAsJson(
  person: ExportPerson,
  profile: Profile,
  fields: readonly CustomField[],
  at: EpochMs,
): string {
  const { customer, otherValues, otherCustom, identities, orders, notes, interactions } = person;
  const { provenance, receipt, stage, stats } = profile;
  return JSON.stringify(
    {
      format: 'regulars-person',
      version: 1,
      madeAt: new Date(at).toISOString(),
      custom: fields.flatMap(({ id, name, kind, purpose }) => {
        const value = profile.custom?.[id];
        return value === undefined ? [] : [{ id, name, kind, ...(purpose ? { purpose } : {}), value }];
      }),
      ...{
        customer,
        otherValues,
        otherCustom,
        provenance,
        identities,
        orders,
        notes,
        interactions,
        stats,
        stage,
        score: receipt,
      },
    },
    null,
    2,
  );
}

/** The same to be read by anybody, in the language of the interface. */
export function personAsText(
  person: ExportPerson,
  profile: Profile,
  fields: readonly CustomField[],
  translator: Translator,
  at: EpochMs,
): string {
  const { t, dateTime } = translator;
  const { customer, identities, orders, notes, interactions } = person;
  const section = (title: string, lines: readonly string[]) =>
    [title, '-'.repeat(24), ...(lines.length > 0 ? lines : [t('person.none')]), ''].join('\n');
  const known = (field: string) => {
    const from = profile.provenance[field];
    return from ? ` (${t('person.from', { source: sourceText(t, from.source) })}, ${dateTime(from.at)})` : '';
  };
  const wordsOf = (field: CustomerField, value: string): string => {
    if (field === 'sex') return t(`sex.${value as 'female'}`);
    if (field === 'birthday') return translator.plainDate(value);
    return field === 'language' ? translator.languageName(value) : value;
  };
  const details = CUSTOMER_FIELDS.flatMap((field) => {
    const value = customer[field] ?? '';
    const line = (said: string) => `${fieldText(t, 'customers', field)}: ${wordsOf(field, said)}`;
    // What a merged record says otherwise is theirs too.
    const others = (person.otherValues?.[field] ?? []).map((other) => `${line(other)} (${t('person.merged')})`);
    return value === '' ? others : [`${line(value)}${known(field)}`, ...others];
  });
  for (const field of fields) {
    const value = profile.custom?.[field.id];
    const line = (said: CustomValue) => `${field.name}: ${customText(field, said, translator)}`;
    if (value !== undefined) details.push(`${line(value)}${known(customRegister(field.id))}`);
    for (const other of person.otherCustom?.[field.id] ?? []) details.push(`${line(other)} (${t('person.merged')})`);
  }
  if (customer.tags.length > 0) details.push(`${t('field.tags')}: ${customer.tags.join(', ')}`);
  const { receipt } = profile;
  if (receipt.type === 'scored') {
    details.push(
      `${t('person.score')}: ${translator.number(receipt.score)} · ${t('tier.label', { letter: receipt.tier })}`,
    );
  }
  const name = customer.name ?? identities[0]?.display ?? customer.id;
  const text = [
    t('person.title', { name }),
    t('person.made', { when: dateTime(at) }),
    '',
    section(t('person.details'), details),
    section(
      t('person.identities'),
      identities.map(
        ({ kind, display, firstSeenAt }) => `${t(`field.${kind}`)}: ${display} · ${dateTime(firstSeenAt)}`,
      ),
    ),
    section(
      t('person.orders'),
      orders.flatMap((order) => orderLines(order, translator)),
    ),
    section(
      t('person.notes'),
      notes.flatMap(({ body, tags, createdAt }) => [
        [dateTime(createdAt), ...tags].join(' · '),
        ...body.split('\n').map((line) => `    ${line}`),
      ]),
    ),
    section(
      t('person.messages'),
      interactions.map(
        ({ at: sentAt, createdAt, direction, subject }) =>
          `${dateTime(sentAt ?? createdAt)} · ${t(`person.direction.${direction}`)} · ${subject}`,
      ),
    ),
  ].join('\n');
  // The marks that keep a name's direction apart on a page mean nothing in a text file.
  return text.replace(/[\u2066-\u2069]/g, '');
}

function orderLines(
  { number, placedAt, status, statusLabel, currency, totalMinor, refundedMinor, lines }: ExportPerson['orders'][number],
  translator: Translator,
): string[] {
  const { t, dateTime, money } = translator;
  const amount = (minor: number | undefined) =>
    minor === undefined || currency === undefined ? '' : money(minor, currency);
  const head = [
    number,
    placedAt === undefined ? '' : dateTime(placedAt),
    statusLabel ?? (status ? t(`status.${status}`) : ''),
    amount(totalMinor),
    refundedMinor ? `${t('target.order.refunded')}: ${amount(refundedMinor)}` : '',
  ];
  const said = (parts: readonly string[]) => parts.filter((part) => part !== '').join(' · ');
  return [
    said(head),
    ...lines.map(
      ({ sku, name, quantity, unitMinor, totalMinor: lineMinor }) =>
        `    ${said([`${translator.number(quantity)} × ${name}`, sku ?? '', amount(unitMinor), amount(lineMinor)])}`,
    ),
  ];
}
