import { lazily } from '../../../components/app/lazily.tsx';
import type { Dashboard } from '../dashboard.ts';

// The editor is the largest of the pages, and opened on few days.
const ScoreRules = lazily(async () => (await import('../../../components/rules/ScoreRules.tsx')).ScoreRules);

/** The score rules and tiers. */
export const ScoreRulesPage = ({ dashboard, part }: { dashboard: Dashboard; part: string | undefined }) => (
  <ScoreRules
    store={dashboard.scoreRules}
    rehearsals={dashboard.rehearsals}
    part={part}
    saveFile={dashboard.saveFile}
  />
);
