import type { DashboardPage } from '../../lib/view/dashboard-route.ts';
import {
  DatabaseBackup,
  FileSpreadsheet,
  Globe,
  History,
  type IconNode,
  Info,
  Layers,
  ListChecks,
  Merge,
  Settings,
  Trash2,
  Users,
} from '../ui/icons.ts';

/** The mark of each page, in the navigation and wherever it is named. */
export const PAGE_ICONS: Readonly<Record<DashboardPage, IconNode>> = {
  customers: Users,
  segments: Layers,
  duplicates: Merge,
  quality: ListChecks,
  files: FileSpreadsheet,
  activity: History,
  trash: Trash2,
  backup: DatabaseBackup,
  sites: Globe,
  settings: Settings,
  about: Info,
};
