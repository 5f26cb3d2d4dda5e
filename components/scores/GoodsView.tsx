import { useState } from 'preact/hooks';
import type { Translator } from '../../lib/i18n/translator.ts';
import type { Pair, PairReport } from '../../lib/messaging/offer-work.ts';
import { pairCells } from '../../lib/view/chart-cells.ts';
import { percent } from '../../lib/view/shares.ts';
import { useTranslator } from '../app/app-context.ts';
import { type DataCell, DataTable } from '../charts/DataTable.tsx';
import { Card } from '../dashboard/Card.tsx';
import { chanceText, confidenceText, goodsText, liftText } from '../scoring/goods-words.ts';
import { Chip } from '../ui/Chip.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ShoppingBag } from '../ui/icons.ts';
import { Select } from '../ui/Select.tsx';
import { PAIRS_FORMULA } from './formulas.ts';
import styles from './Goods.module.css';
import { FormulaText } from './ModelSheet.tsx';
import modelStyles from './Models.module.css';
import overviewStyles from './Overview.module.css';

/** What is bought together, how sure that is, and what follows from it for offers. */
export const GoodsView = ({ report }: { report: PairReport }) => {
  const { t, date, now } = useTranslator();
  const { baskets, found } = report;
  if (baskets === 0)
    return (
      <EmptyState icon={ShoppingBag} title={t('goods.empty.no-goods')} text={t('goods.empty.no-goods.text')}>
        <a class={overviewStyles.link} href="#/files">
          {t('today.import')}
        </a>
      </EmptyState>
    );
  if (found === 0)
    return (
      <EmptyState
        icon={ShoppingBag}
        title={t('goods.empty.too-few')}
        text={t('goods.empty.too-few.text', { n: baskets })}
      />
    );
  return (
    <>
      <p class={modelStyles.lead}>{t('goods.lead', { n: baskets, date: date(report.countedAt, now()) })}</p>
      <Pairs report={report} />
    </>
  );
};

const SORTS = {
  surest: undefined,
  often: (a: Pair, b: Pair) => b.together - a.together,
  lift: (a: Pair, b: Pair) => b.lift - a.lift,
} as const;
type Sort = keyof typeof SORTS;

const Pairs = ({ report: { pairs, found, sure, looked, goods } }: { report: PairReport }) => {
  const { t } = useTranslator();
  return (
    <Card>
      <section class={modelStyles.sheet} aria-label={t('goods.title')}>
        <div class={modelStyles.head}>
          <h2>{t('goods.title')}</h2>
          <Chip tone={sure > 0 ? 'good' : 'plain'}>
            {sure > 0 ? t('goods.verdict.sure', { n: sure }) : t('goods.verdict.none')}
          </Chip>
        </div>
        <div class={modelStyles.says}>
          <p>{sure > 0 ? t('goods.says.sure', { n: sure, found }) : t('goods.says.chance', { n: found })}</p>
        </div>
        <p class="second">{t('goods.whom')}</p>
        <PairTable pairs={pairs} />
        {pairs.length < found && <p class="muted">{t('goods.rest', { shown: pairs.length, found })}</p>}
        <details class={modelStyles.more}>
          <summary>{t('model.more')}</summary>
          <div class={modelStyles.inside}>
            <p class="second">{t('goods.how', { looked, goods })}</p>
            <p class="second">{t('goods.rank')}</p>
            <FormulaText formula={PAIRS_FORMULA} />
          </div>
        </details>
      </section>
    </Card>
  );
};

const PairTable = ({ pairs }: { pairs: readonly Pair[] }) => {
  const translator = useTranslator();
  const { t, number, language } = translator;
  const [sort, setSort] = useState<Sort>('surest');
  const by = SORTS[sort];
  const sorted = by ? pairs.toSorted(by) : pairs;
  return (
    <>
      <div class={styles.sort}>
        <Select
          label={t('goods.sort')}
          value={sort}
          options={(Object.keys(SORTS) as Sort[]).map((value) => ({ value, label: t(`goods.sort.${value}`) }))}
          onValue={setSort}
        />
      </div>
      <div class={styles.pairs}>
        <DataTable
          label={t('goods.table')}
          table={{
            head: [
              t('goods.pair'),
              t('goods.together'),
              t('goods.both'),
              t('goods.first-only'),
              t('goods.second-only'),
              t('goods.confidence'),
              t('goods.support'),
              t('goods.lift'),
              t('goods.p'),
              t('goods.verdict'),
            ],
            rows: sorted.map((pair) => [
              t('goods.pair.text', { first: goodsText(pair.first), second: goodsText(pair.second) }),
              number(pair.together),
              ...peopleCells(translator, pair),
              confidenceText(translator, pair),
              percent(language, pair.support),
              liftText(translator, pair),
              chanceText(translator, pair.pValue),
              t(`goods.verdict.of.${pair.verdict}`),
            ]),
          }}
        />
      </div>
    </>
  );
};

/** How many bought both, or one of the two; each number opens them. */
function peopleCells({ t, number }: Translator, pair: Pair): readonly DataCell[] {
  const { both, firstOnly, secondOnly } = pair.customers;
  // Whom a number opens bought them in any currency.
  const [first, second] = [pair.first, pair.second].map((goods) => goodsText({ ...goods, currency: undefined })) as [
    string,
    string,
  ];
  const href = pairCells(pair);
  return [
    { text: number(both), href: href.both, label: t('goods.open.both', { n: both, first, second }) },
    {
      ...{ text: number(firstOnly), href: href.firstOnly },
      label: t('goods.open.without', { n: firstOnly, first, second }),
    },
    {
      ...{ text: number(secondOnly), href: href.secondOnly },
      label: t('goods.open.without', { n: secondOnly, first: second, second: first }),
    },
  ];
}
