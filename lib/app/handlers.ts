import type { Compute } from '../messaging/compute-work.ts';
import type { Method, Push } from '../messaging/contract.ts';
import { backupHandlers } from './backup/backups.ts';
import { createCanary, type LocalMemory } from './backup/canary.ts';
import { restoreHandlers } from './backup/restores.ts';
import { bulkHandlers } from './bulk/bulk.ts';
import { customerHandlers } from './customers.ts';
import type { AppDeps, Handler } from './deps.ts';
import { createCustomFields } from './fields/custom-fields.ts';
import { fieldHandlers } from './fields/fields.ts';
import { filterHandlers } from './filter/filters.ts';
import { activityHandlers } from './history/activity.ts';
import { historyHandlers, storeHandlers } from './history/history.ts';
import { duplicateHandlers } from './identity/duplicates.ts';
import { identityHandlers } from './identity/identities.ts';
import { mergeHandlers } from './identity/merges.ts';
import { createOrderBridge, questionHandlers } from './identity/questions.ts';
import { createCustomerList } from './list/customer-list.ts';
import { createFacts } from './list/facts.ts';
import { createLongActions } from './long-actions.ts';
import { draftHandlers, noteHandlers } from './notes.ts';
import { orderHandlers } from './orders.ts';
import { pageHandlers } from './page/page-handlers.ts';
import { createPages, type Pages, type PagesDeps } from './page/pages.ts';
import { openRecord } from './page/recording.ts';
import { type Grants, siteHandlers } from './page/sites.ts';
import { qualityHandlers } from './quality/quality.ts';
import { recentHandlers } from './recent.ts';
import { scoreHandlers } from './scoring/handlers.ts';
import { createBought } from './scoring/offers/bought.ts';
import { offerHandlers } from './scoring/offers/handlers.ts';
import { createOffers } from './scoring/offers/offers.ts';
import { createOvernight, type Overnight } from './scoring/overnight.ts';
import { scoreRuleHandlers } from './scoring/score-rules.ts';
import { createScores, type Scores } from './scoring/scores.ts';
import { searchHandlers } from './search/search.ts';
import { createSearchIndex } from './search/search-index.ts';
import { settingsHandlers } from './settings.ts';
import { createSummaries } from './summaries.ts';
import { createTidying } from './tidying.ts';
import { timelineHandlers } from './timeline.ts';
import { exportHandlers } from './transfer/exports.ts';
import { importHandlers } from './transfer/imports.ts';
import { createTrash } from './trash/trash.ts';

export type Handlers = { readonly [M in Method]: Handler<M> };

export interface App {
  readonly handlers: Handlers;
  readonly pages: Pages;
  /** The worker has come back with what it held: scoring goes on if it is due. */
  wakeScores(): void;
  /** What is due when a day has begun. */
  readonly overnight: Overnight;
  /** Puts in order what has piled up; for a quiet moment. */
  tidy(): Promise<void>;
}

/** The whole of the product's use-cases over a store, a browser's grants and a way to talk to open pages. */
export function createApp(
  deps: AppDeps &
    Omit<PagesDeps, 'scores' | 'considerOrders'> & {
      readonly grants: Grants;
      readonly recipeNameOf: (origin: string) => string | undefined;
      readonly isPersisted: () => Promise<boolean>;
      /** What is kept beside the database. */
      readonly local: LocalMemory;
      /** 16 hex digits for a browser that has no id yet. */
      readonly newDevice: () => string;
      /** To every open page. */
      readonly tell: (push: Push) => void;
      /** The worker for heavy sums. */
      readonly compute: Compute;
      /** How many alarms are new. */
      readonly news?: (alarms: number) => void;
    },
): App {
  const summaries = createSummaries(deps);
  const fields = createCustomFields(deps);
  const scores: Scores = createScores(deps, fields, async () => {
    // One that fails keeps none of the others from the new scores.
    await Promise.allSettled([list.rescored().then(pages.refresh), overnight.tell()]);
    offers.consider();
  });
  const overnight = createOvernight(deps, scores, deps.news ?? (() => {}));
  const offers = createOffers(deps, scores, () => bought.renew());
  const bought = createBought(deps, offers);
  const index = createSearchIndex(deps, fields);
  const facts = createFacts(deps);
  const list = createCustomerList(deps, { summaries, scores, facts, bought, index, fields });
  const trash = createTrash(deps, summaries);
  const bridge = createOrderBridge(deps);
  const pages = createPages({ ...deps, scores, considerOrders: bridge.consider });
  deps.store.onCommit(({ customerIds, tables }) => {
    summaries.forget(customerIds);
    if (tables.includes('fields')) {
      fields.forget();
      index.renew();
    }
    scores.forget(customerIds, tables);
    offers.forget(customerIds, tables);
    bought.forget(customerIds, tables);
    facts.forget(customerIds);
    list.forget(customerIds, tables);
    index.forget(customerIds);
    if (customerIds === 'many') trash.forget();
  });
  const canary = createCanary(deps);
  const long = createLongActions(deps, deps.tell);
  const { clearAway, ...restores } = restoreHandlers(deps, canary, summaries, long);
  const handlers: Handlers = {
    ...pageHandlers(deps, pages),
    ...customerHandlers(deps, list, scores),
    ...identityHandlers(deps),
    ...mergeHandlers(deps, long),
    ...duplicateHandlers(deps, summaries, list),
    ...noteHandlers(deps, async ({ tabId }, customerId) => {
      const scene = tabId === undefined ? undefined : await pages.scene(tabId);
      return scene ? deps.store.read((reader) => openRecord(reader, deps, scene, customerId)) : {};
    }),
    ...draftHandlers(deps),
    ...orderHandlers(deps, summaries),
    ...questionHandlers(deps, pages, bridge),
    ...importHandlers(deps, deps.tell, long),
    ...exportHandlers(deps, summaries, list),
    ...backupHandlers(deps, canary, summaries, deps.isPersisted),
    ...restores,
    ...filterHandlers(deps, list, fields),
    ...bulkHandlers(deps, list, long),
    ...qualityHandlers(deps, list),
    ...recentHandlers(deps, list),
    ...timelineHandlers(deps),
    ...scoreHandlers(deps, scores, overnight, offers.cancel),
    ...offerHandlers(deps, offers, bought),
    ...scoreRuleHandlers(deps),
    ...searchHandlers(index, list),
    ...historyHandlers(deps, long),
    ...fieldHandlers(deps, summaries),
    ...activityHandlers(deps, long),
    ...trash.handlers,
    ...storeHandlers(deps, summaries, deps.isPersisted),
    ...settingsHandlers(deps),
    ...siteHandlers(deps, deps.grants, deps.recipeNameOf),
  };
  return {
    handlers,
    pages,
    wakeScores() {
      scores.wake();
      offers.consider();
    },
    overnight,
    tidy: createTidying(deps, { summaries, trash, index, facts, canary, clearAway }),
  };
}
