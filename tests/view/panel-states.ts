import type { CustomerId, NoteId } from '../../lib/domain/ids.ts';
import type { PageContext } from '../../lib/domain/page-context.ts';
import type { Profile } from '../../lib/domain/profile.ts';
import type { CustomerOutlook } from '../../lib/domain/score.ts';
import type { Failure } from '../../lib/messaging/contract.ts';
import type { CustomerOffers } from '../../lib/messaging/offer-work.ts';
import { createFakeBackground, type FakeBackground } from './fake-background.ts';
import { sampleOffers } from './offer-states.ts';
import { bareProfile, history, id, li, type Person, profileOf, rowOf, settings, stats, weber } from './sample-file.ts';
import { candidateOf, certain, granted, messagePage, orderPage, personOf, seenOrder } from './sample-pages.ts';
import { sampleFields } from './sample-records.ts';
import { noOutlook, outlookOf } from './score-states.ts';

/** One state of the panel: what the page is, who is on file, and what the background answers. */
export interface PanelState {
  readonly context: PageContext | Failure | 'never';
  readonly profile?: Profile | Failure | 'never';
  readonly customers?: number;
  readonly draft?: string;
  /** What the models say of them. */
  readonly outlook?: () => CustomerOutlook | Failure | Promise<CustomerOutlook>;
  /** What there is to offer them. */
  readonly offers?: () => CustomerOffers | Failure;
  /** A kept edit of the second note. */
  readonly editDraft?: string;
}

const nobody = (): PageContext => {
  const { message, view, ...page } = messagePage([]);
  return page;
};

/** Every state that has to look finished, told of one person. */
export function panelStates(person: Person): Readonly<Record<string, PanelState>> {
  const profile = profileOf(person);
  const bare = bareProfile(person.name);
  const twin = { ...profileOf(person, 4), customer: { ...profileOf(person, 4).customer, company: '' } };
  const here = [{ by: 'name', role: 'from', view: 'message', value: person.name }] as const;
  const buyer = certain(profile, 'buyer');
  const unknown = personOf(
    { name: person.name, email: person.email, phone: '+49 40 123456' },
    { type: 'unknown', similar: [] },
  );
  const withMessage = (record: NonNullable<PageContext['message']>['record']) => ({
    ...messagePage([certain(profile)]),
    message: { key: 'k', direction: 'in' as const, record },
  });
  const hostile = {
    ...profile,
    customer: {
      ...profile.customer,
      name: `<img src=x onerror=alert(1)>${'长名字 Donaudampfschifffahrtsgesellschaft '.repeat(200)}`,
      tags: ['سلة المشتريات', 'x'.repeat(300), ...person.tags],
    },
  };
  const site = (value: PageContext['site']) => ({ ...nobody(), site: value });
  return {
    certain: { context: messagePage([certain(profile)]), profile },
    recorded: {
      context: withMessage({ type: 'recorded', id: '00000000-0000-7000-8000-000000000101' as never }),
      profile,
    },
    excluded: { context: withMessage({ type: 'excluded', reason: 'never-list' }), profile },
    'first-visit': {
      context: {
        ...messagePage([certain(profile)]),
        site: { type: 'granted', origin: granted.origin, recipe: 'roundcube' },
      },
      profile,
    },
    draft: { context: messagePage([certain(profile)]), profile, draft: person.notes[2] },
    warned: {
      context: messagePage([{ ...certain(profile), warnings: ['mixed-script-domain', 'name-is-another-address'] }]),
      profile,
    },
    several: {
      context: messagePage([certain(profile), certain(bare, 'to'), { ...unknown, key: 'cc', role: 'cc' }]),
      profile,
    },
    bare: { context: messagePage([certain(bare)]), profile: bare },
    order: {
      context: orderPage(
        [
          {
            ...buyer,
            match: {
              type: 'certain',
              customer: candidateOf(profile, [
                { by: 'account', role: 'buyer', view: 'order', value: '42', orderNumber: 'T-10423' },
              ]),
            },
          },
        ],
        seenOrder(person),
      ),
      profile,
    },
    hostile: { context: messagePage([certain(hostile)]), profile: hostile },
    unknown: { context: messagePage([unknown]) },
    'unknown-similar': {
      context: messagePage([
        {
          ...unknown,
          warnings: ['mixed-script-domain'],
          match: { type: 'unknown', similar: [candidateOf(profile, [...here]), candidateOf(twin, [...here])] },
        },
      ]),
    },
    probable: {
      context: messagePage([{ ...unknown, match: { type: 'probable', customer: candidateOf(profile, [...here]) } }]),
    },
    ambiguous: {
      context: messagePage([
        {
          ...unknown,
          match: { type: 'ambiguous', customers: [candidateOf(profile, [...here]), candidateOf(twin, [...here])] },
        },
      ]),
    },
    nobody: { context: nobody() },
    'nobody-excluded': {
      context: {
        ...nobody(),
        excluded: [
          { email: 'announce@lists.shop.example', reason: 'list' },
          { email: 'no-reply@parcel.example', reason: 'no-reply' },
          { email: 'wang.fang@shop.example', reason: 'colleague' },
        ],
      },
    },
    'empty-file': { context: nobody(), customers: 0 },
    'no-recipe': { context: site({ type: 'granted', origin: granted.origin }) },
    'not-granted': { context: site({ type: 'not-granted', origin: 'https://mail.shop.example' }) },
    'no-page': { context: site({ type: 'none' }) },
    loading: { context: { ...nobody(), state: 'loading' } },
    'error-start': { context: { type: 'storage-newer' } },
    'error-profile': { context: messagePage([certain(profile)]), profile: { type: 'storage-failed' } },
  };
}

const never = new Promise<never>(() => {});

/** A background that holds this state. */
export function backgroundOf(
  state: PanelState,
  language: 'zh-CN' | 'zh-TW' | 'en',
  theme: 'light' | 'dark',
): FakeBackground {
  const { context, profile, customers = stats.customers, draft, editDraft } = state;
  const hasOrders = profile !== undefined && profile !== 'never' && 'stats' in profile && profile.stats.orderCount > 0;
  return createFakeBackground({
    'page.get': () => (context === 'never' ? never : context),
    'page.shown': () => ({}),
    'page.select': () => ({}),
    'customers.get': () => (profile === 'never' ? never : (profile ?? null)),
    'settings.get': () => ({ ...settings, language, theme }),
    'store.stats': () => ({ ...stats, customers }),
    'drafts.list': (request) => {
      const customerId = request.customerId as CustomerId;
      return [
        ...(draft === undefined ? [] : [{ customerId, body: draft, savedAt: 1 }]),
        ...(editDraft === undefined ? [] : [{ customerId, noteId: id<NoteId>(502), body: editDraft, savedAt: 1 }]),
      ];
    },
    'drafts.save': () => ({}),
    'history.list': () => [...history],
    'history.putBack': () => ({ actionId: id(900) }),
    'fields.list': () => [...sampleFields],
    'fields.set': () => ({ actionId: id(900) }),
    'search.run': () =>
      profile !== undefined && profile !== 'never' && 'customer' in profile
        ? [{ customer: rowOf(profile), field: 'name', excerpt: '', ranges: [] }]
        : [],
    'timeline.list': () => [],
    'offers.of': () => {
      const offers = (state.offers ?? (() => sampleOffers(language === 'en' ? weber : li)))();
      return 'type' in offers ? offers : JSON.stringify(offers);
    },
    'score.outlook': state.outlook ?? (() => (hasOrders ? outlookOf(language === 'en' ? 'EUR' : 'CNY') : noOutlook)),
  });
}
