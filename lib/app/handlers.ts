import type { Method, Push } from '../messaging/contract.ts';
import { bulkHandlers } from './bulk.ts';
import { createCustomerList } from './customer-list.ts';
import { customerHandlers } from './customers.ts';
import type { AppDeps, Handler } from './deps.ts';
import { exportHandlers } from './exports.ts';
import { createFacts } from './facts.ts';
import { filterHandlers } from './filters.ts';
import { historyHandlers, storeHandlers } from './history.ts';
import { identityHandlers } from './identities.ts';
import { importHandlers } from './imports.ts';
import { draftHandlers, noteHandlers } from './notes.ts';
import { orderHandlers } from './orders.ts';
import { pageHandlers } from './page-handlers.ts';
import { createPages, type Pages, type PagesDeps } from './pages.ts';
import { qualityHandlers } from './quality.ts';
import { recentHandlers } from './recent.ts';
import { openRecord } from './recording.ts';
import { createScores, scoreHandlers } from './scores.ts';
import { searchHandlers } from './search.ts';
import { createSearchIndex } from './search-index.ts';
import { settingsHandlers } from './settings.ts';
import { type Grants, siteHandlers } from './sites.ts';
import { createSummaries } from './summaries.ts';
import { timelineHandlers } from './timeline.ts';

export type Handlers = { readonly [M in Method]: Handler<M> };

export interface App {
  readonly handlers: Handlers;
  readonly pages: Pages;
  /** Puts in order what has piled up; for a quiet moment. */
  tidy(): Promise<void>;
}

/** The whole of the product's use-cases over a store, a browser's grants and a way to talk to open pages. */
export function createApp(
  deps: AppDeps &
    Omit<PagesDeps, 'scores'> & {
      readonly grants: Grants;
      readonly recipeNameOf: (origin: string) => string | undefined;
      readonly isPersisted: () => Promise<boolean>;
      /** To every open page. */
      readonly tell: (push: Push) => void;
    },
): App {
  const summaries = createSummaries(deps);
  const scores = createScores(deps);
  const index = createSearchIndex(deps);
  const facts = createFacts(deps);
  const list = createCustomerList(deps, { summaries, scores, facts, index });
  const pages = createPages({ ...deps, scores });
  deps.store.onCommit(({ customerIds, tables }) => {
    if (tables.includes('orders') || tables.includes('customers')) scores.forget();
    summaries.forget(customerIds);
    facts.forget(customerIds);
    list.forget(customerIds, tables);
    index.forget(customerIds);
  });
  const handlers: Handlers = {
    ...pageHandlers(deps, pages),
    ...customerHandlers(deps, list, scores),
    ...identityHandlers(deps),
    ...noteHandlers(deps, async ({ tabId }, customerId) => {
      const scene = tabId === undefined ? undefined : await pages.scene(tabId);
      return scene ? deps.store.read((reader) => openRecord(reader, deps, scene, customerId)) : {};
    }),
    ...draftHandlers(deps),
    ...orderHandlers(deps, summaries),
    ...importHandlers(deps, deps.tell),
    ...exportHandlers(deps, summaries, list),
    ...filterHandlers(deps, list),
    ...bulkHandlers(deps, list, deps.tell),
    ...qualityHandlers(deps, list),
    ...recentHandlers(deps, list),
    ...timelineHandlers(deps),
    ...scoreHandlers(deps, scores),
    ...searchHandlers(index, list),
    ...historyHandlers(deps),
    ...storeHandlers(deps, summaries, deps.isPersisted),
    ...settingsHandlers(deps),
    ...siteHandlers(deps, deps.grants, deps.recipeNameOf),
  };
  return {
    handlers,
    pages,
    async tidy() {
      await deps.store.tidy();
      await index.tidy();
      await facts.tidy();
    },
  };
}
