import type { Method, Push } from '../messaging/contract.ts';
import { activityHandlers } from './activity.ts';
import { createCustomFields } from './custom-fields.ts';
import { createCustomerList } from './customer-list.ts';
import { customerHandlers } from './customers.ts';
import type { AppDeps, Handler } from './deps.ts';
import { exportHandlers } from './exports.ts';
import { fieldHandlers } from './fields.ts';
import { historyHandlers, storeHandlers } from './history.ts';
import { identityHandlers } from './identities.ts';
import { importHandlers } from './imports.ts';
import { draftHandlers, noteHandlers } from './notes.ts';
import { orderHandlers } from './orders.ts';
import { pageHandlers } from './page-handlers.ts';
import { createPages, type Pages, type PagesDeps } from './pages.ts';
import { openRecord } from './recording.ts';
import { createScores, scoreHandlers } from './scores.ts';
import { searchHandlers } from './search.ts';
import { createSearchIndex } from './search-index.ts';
import { settingsHandlers } from './settings.ts';
import { type Grants, siteHandlers } from './sites.ts';
import { createSummaries } from './summaries.ts';
import { createTidying } from './tidying.ts';
import { timelineHandlers } from './timeline.ts';
import { createTrash } from './trash.ts';

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
  const fields = createCustomFields(deps);
  const index = createSearchIndex(deps, fields);
  const list = createCustomerList(deps, summaries, scores, fields);
  const trash = createTrash(deps, summaries);
  const pages = createPages({ ...deps, scores });
  deps.store.onCommit(({ customerIds, tables }) => {
    if (tables.includes('orders') || tables.includes('customers')) scores.forget();
    summaries.forget(customerIds);
    if (tables.includes('fields')) {
      fields.forget();
      index.renew();
    }
    list.forget();
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
    ...timelineHandlers(deps),
    ...scoreHandlers(deps, scores),
    ...searchHandlers(index, list),
    ...historyHandlers(deps),
    ...fieldHandlers(deps, summaries),
    ...activityHandlers(deps),
    ...trash.handlers,
    ...storeHandlers(deps, summaries, deps.isPersisted),
    ...settingsHandlers(deps),
    ...siteHandlers(deps, deps.grants, deps.recipeNameOf),
  };
  return {
    handlers,
    pages,
    tidy: createTidying(deps, { summaries, trash, index }),
  };
}
