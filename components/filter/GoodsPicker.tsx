import { useEffect, useId, useState } from 'preact/hooks';
import { joinSentences } from '../../lib/i18n/join-sentences.ts';
import type { Failure } from '../../lib/messaging/contract.ts';
import type { SoldGoods } from '../../lib/messaging/offer-contract.ts';
import type { GoodsStore } from '../../lib/view/goods-store.ts';
import { useTranslator } from '../app/app-context.ts';
import { FailureState } from '../app/FailureState.tsx';
import { goodsText } from '../scoring/goods-words.ts';
import { IconButton } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { X } from '../ui/icons.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { keyText } from './condition-text.ts';
import editorStyles from './FilterEditor.module.css';
import styles from './GoodsPicker.module.css';

interface Props {
  goods: GoodsStore;
  /** By their keys. */
  chosen: readonly string[];
  onChosen: (keys: string[]) => void;
  error: string | undefined;
}

const QUIET_MS = 120;

interface Found {
  readonly goods: readonly SoldGoods[];
  readonly total: number;
}

/** Some of the goods that the shop has sold: found by typing, those whom most customers bought first. */
export const GoodsPicker = ({ goods, chosen, onChosen, error }: Props) => {
  const { t } = useTranslator();
  const [text, setText] = useState('');
  const [found, setFound] = useState<Found>();
  const [failure, setFailure] = useState<Failure>();
  const [tries, setTries] = useState(0);
  const id = useId();
  useEffect(() => {
    let isGone = false;
    const ask = async () => {
      const answer = await goods.find(text);
      if (isGone) return;
      setFailure(answer.ok ? undefined : answer.error);
      if (answer.ok) setFound(answer.value);
    };
    const timer = setTimeout(() => void ask(), text === '' ? 0 : QUIET_MS);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [goods, text, tries]);
  useEffect(() => goods.name(chosen), [goods, chosen]);
  const toggle = (key: string) =>
    onChosen(chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key]);
  const names = goods.names.value;
  return (
    <div class={editorStyles.values}>
      {chosen.length > 0 && (
        <ul class={styles.chosen} aria-label={t('bought.chosen')}>
          {chosen.map((key) => {
            const name = keyText(names, key);
            return (
              <li key={key} class={styles.chip}>
                <bdi class={styles.name}>{name}</bdi>
                <IconButton icon={X} label={t('bought.take-out', { name })} onClick={() => toggle(key)} />
              </li>
            );
          })}
        </ul>
      )}
      <Field label={t('bought.find')} type="search" value={text} onValue={setText} maxLength={100} />
      {failure ? (
        <FailureState failure={failure} onRetry={() => setTries((before) => before + 1)} />
      ) : found ? (
        <Results
          found={found}
          isAll={text.trim() === ''}
          chosen={chosen}
          describedBy={error ? id : undefined}
          toggle={toggle}
        />
      ) : (
        <>
          <p class="muted" role="status">
            {t('bought.counting')}
          </p>
          <Skeleton label={t('bought.counting')} rows={4} />
        </>
      )}
      {error && (
        <p id={id} class={editorStyles.error} role="alert">
          {error}
        </p>
      )}
    </div>
  );
};

interface ResultsProps {
  found: Found;
  /** Nothing was typed. */
  isAll: boolean;
  chosen: readonly string[];
  describedBy: string | undefined;
  toggle: (key: string) => void;
}

const Results = ({ found: { goods, total }, isAll, chosen, describedBy, toggle }: ResultsProps) => {
  const { t, number } = useTranslator();
  const left = total - goods.length;
  if (goods.length === 0)
    return (
      <p class="muted" role="status">
        {t(isAll ? 'bought.none' : 'bought.not-found')}
      </p>
    );
  return (
    <>
      <fieldset aria-describedby={describedBy}>
        <legend class={editorStyles.legend}>{t('bought.goods')}</legend>
        <div class={editorStyles.list}>
          {goods.map((one) => (
            <label key={one.key} class={editorStyles.value}>
              <input type="checkbox" checked={chosen.includes(one.key)} onChange={() => toggle(one.key)} />
              <bdi class={editorStyles.label}>{goodsText(one)}</bdi>
              <span class={editorStyles.count} title={t('bought.customers', { n: one.customers })}>
                {number(one.customers)}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <p class="muted">{joinSentences(...(left > 0 ? [t('bought.more', { n: left })] : []), t('bought.basis'))}</p>
    </>
  );
};
