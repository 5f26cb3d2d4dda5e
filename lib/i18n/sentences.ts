import type { BridgeEvidence } from '../domain/bridge.ts';
import type { DuplicateReason } from '../domain/duplicates.ts';
import type { Evidence } from '../domain/page-context.ts';
import type { Source } from '../domain/profile.ts';
import type { View } from '../domain/sighting.ts';
import type { EpochMs } from '../domain/time.ts';
import type { Translate } from './catalogue.ts';
import type { Translator } from './translator.ts';

/** Where on the page something stood: "From of the open message", "buyer of order T-10423". */
export function whereText(t: Translate, place: Pick<Evidence, 'role' | 'view' | 'orderNumber'>): string {
  return t(`where.${place.role}`, { place: placeText(t, place.view, place.orderNumber) });
}

function placeText(t: Translate, view: View, orderNumber: string | undefined): string {
  return orderNumber === undefined ? t(`place.${view}`) : t('place.order-number', { number: orderNumber });
}

/** What a match rests on: where it stood and what agreed. */
export function evidenceText(t: Translate, evidence: Evidence): string {
  return `${whereText(t, evidence)} · ${t(`by.${evidence.by}`)}`;
}

/** Why two customers are taken for one person, and what speaks against it: "same phone; names differ only in order". */
export function duplicateText({ t }: Translator, reasons: readonly DuplicateReason[]): string {
  const said = (some: readonly DuplicateReason[]) =>
    some.reduce((first, one) => {
      const second = t(`because.${one}`);
      return first === '' ? second : t('because.and', { first, second });
    }, '');
  const against = reasons.filter((reason) => reason.startsWith('other-'));
  const agreeing = reasons.filter((reason) => !against.includes(reason));
  if (agreeing.length === 0 || against.length === 0) return said(reasons);
  return t('because.but', { same: said(agreeing), other: said(against) });
}

/** Why the sender of a mail is, or is perhaps, the buyer of an order that it names. @param evidence `BridgeEvidence` */
export function bridgeText({ t, list }: Translator, evidence: readonly string[]): string {
  return list(evidence.map((one) => t(`bridge.${one as BridgeEvidence}`)));
}

/** Who gave a value: "you", "Roundcube: From header". */
export function sourceText(t: Translate, source: Source): string {
  switch (source.type) {
    case 'page':
      return t('source.page', { site: recipeTitle(source.recipe), anchor: source.anchor });
    case 'import':
      return t('source.import', { file: source.file });
    default:
      return t(`source.${source.type}`);
  }
}

/** A recipe's id as a title: `roundcube` → "Roundcube". */
function recipeTitle(recipe: string): string {
  return recipe
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

/** A value's source and day: "you, 3 Mar". */
export function provenanceText(translator: Translator, source: Source, at: EpochMs, now: EpochMs): string {
  return translator.t('profile.source', {
    who: sourceText(translator.t, source),
    when: translator.date(at, now),
  });
}

/** What the user did, from the name of the request that did it. */
export function actionText(t: Translate, action: string): string {
  return known(t, `action.${action}`) ?? t('action.other');
}

/** A field of a record by its name in the interface. */
export function fieldText(t: Translate, table: string, field: string): string {
  const text = known(t, `field.${field}`);
  if (text !== undefined) return text;
  if (table === 'notes') return t('field.note');
  if (table === 'orders' || table === 'lines') return t('field.order');
  return t('field.other');
}

/** The text of a key that data names; absent when there is none. */
function known(t: Translate, key: string): string | undefined {
  const text = t(key as 'action.other');
  return text === key ? undefined : text;
}
