import type { CustomerId } from '../../lib/domain/ids.ts';
import { joinSentences } from '../../lib/i18n/join-sentences.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import type { CustomerOffers, Offer } from '../../lib/messaging/offer-work.ts';
import { percent } from '../../lib/view/shares.ts';
import { useTranslator } from '../app/app-context.ts';
import { Figure } from './Figure.tsx';
import { chanceText, confidenceText, goodsId, goodsText, liftText } from './goods-words.ts';
import styles from './Outlook.module.css';
import { useOffers } from './use-offers.ts';

const OFFERS_SHOWN = 3;

interface Props {
  customerId: CustomerId;
  /** Another one means that the records may have changed. */
  version: unknown;
}

/** What to offer next, the best first, each with why; the figures one click away. */
export const Offers = ({ customerId, version }: Props) => {
  const { t } = useTranslator();
  const { offers, failure } = useOffers(customerId, version);
  if (!offers)
    return (
      <Figure label={t('offer.title')} value={failure ? '—' : ''}>
        {failure ? t(`failure.${failure.type}`) : t('offer.none.pending')}
      </Figure>
    );
  const [first, ...others] = offers.offers.slice(0, OFFERS_SHOWN);
  if (!first)
    return (
      <Figure label={t('offer.title')} value="—">
        {t(`offer.none.${offers.none ?? 'nothing-more'}`, { n: offers.baskets })}
      </Figure>
    );
  const why = ({ because, together, withFirst }: Offer) =>
    t('offer.because', { what: goodsText(because), both: together, all: withFirst });
  return (
    <Figure label={t('offer.title')} value={goodsText(first.goods)}>
      {why(first)}
      {others.map((offer) => (
        <span key={goodsId(offer.goods)} class={styles.offer}>
          <bdi class={styles.goods}>{goodsText(offer.goods)}</bdi> {why(offer)}
        </span>
      ))}
      <Numbers offers={offers} shown={[first, ...others]} />
    </Figure>
  );
};

/** How often, of how many, and whether that may be chance. */
const Numbers = ({ offers, shown }: { offers: CustomerOffers; shown: readonly Offer[] }) => {
  const translator = useTranslator();
  const { t, date, now } = translator;
  return (
    <details class={styles.numbers}>
      <summary>{t('offer.figures')}</summary>
      {shown.map((offer) => (
        <p key={goodsId(offer.goods)}>
          {shown.length > 1 && <bdi class={styles.goods}>{goodsText(offer.goods)}</bdi>}
          {figuresText(translator, offer)}
        </p>
      ))}
      {offers.countedAt !== undefined && (
        <p>{t('offer.basis', { n: offers.baskets, date: date(offers.countedAt, now()) })}</p>
      )}
    </details>
  );
};

function figuresText(translator: Translator, offer: Offer): string {
  const { t, language } = translator;
  const { because, together, baskets, support, withSecond, pValue } = offer;
  return joinSentences(
    t('offer.figures.text', {
      ...{ together, baskets, what: goodsText(because), support: percent(language, support) },
      ...{ share: confidenceText(translator, offer), base: percent(language, withSecond / baskets) },
      lift: liftText(translator, offer),
    }),
    t('offer.figures.sure', { p: chanceText(translator, pValue) }),
  );
}
