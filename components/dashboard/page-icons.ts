import type { DashboardPage } from '../../lib/view/dashboard-route.ts';
import {
  CalendarCheck,
  DatabaseBackup,
  FileSpreadsheet,
  Gauge,
  Globe,
  History,
  type IconNode,
  Info,
  ListChecks,
  Merge,
  Settings,
  SlidersHorizontal,
  Trash2,
  Users,
} from '../ui/icons.ts';

/** The mark of each page, in the navigation and wherever it is named. */
export const PAGE_ICONS: Readonly<Record<DashboardPage, IconNode>> = {
  today: CalendarCheck,
  customers: Users,
  scores: Gauge,
  'score-rules': SlidersHorizontal,
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
