import type { DashboardPage } from '../../lib/view/dashboard-route.ts';
import { FileSpreadsheet, Globe, type IconNode, Info, ListChecks, Settings, Users } from '../ui/icons.ts';

/** The mark of each page, in the navigation and wherever it is named. */
export const PAGE_ICONS: Readonly<Record<DashboardPage, IconNode>> = {
  customers: Users,
  quality: ListChecks,
  files: FileSpreadsheet,
  sites: Globe,
  settings: Settings,
  about: Info,
};
