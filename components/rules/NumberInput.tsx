import { useState } from 'preact/hooks';
import { useTranslator } from '../app/app-context.ts';
import { Field } from '../ui/Field.tsx';

interface Props {
  label: string;
  hideLabel?: boolean;
  /** Absent: nothing is asked for. */
  value: number | undefined;
  /** Told of numbers alone. */
  onValue: (value: number | undefined) => void;
  /** It may be left empty. */
  isOptional?: boolean;
  least?: number;
  most?: number;
  /** What is typed is so many times the value: 100 for per cent. */
  scale?: number;
  error?: string | undefined;
  hint?: string | undefined;
}

/** As many digits as per cent and amounts need, and none that rounding left behind. */
const typed = (value: number | undefined, scale: number): string =>
  value === undefined ? '' : String(Number((value * scale).toPrecision(12)));

/**
 * A number as it is typed. What is no number, or out of its limits, is said beside it and not taken over; leaving the field
 * puts the last good one back.
 */
export const NumberInput = ({ value, onValue, isOptional = false, least, most, scale = 1, error, ...rest }: Props) => {
  const { t, number } = useTranslator();
  const [text, setText] = useState<string>();
  const read = (given: string): { value?: number | undefined; fault?: string } => {
    const plain = given.normalize('NFKC').replace(/[\s,]/g, '').replace('−', '-').replace(/%$/, '');
    if (plain === '') return isOptional ? { value: undefined } : { fault: t('rules.number.bad') };
    const found = Number(plain);
    if (!Number.isFinite(found)) return { fault: t('rules.number.bad') };
    if (least !== undefined && found < least * scale)
      return { fault: t('rules.number.least', { n: number(least * scale) }) };
    if (most !== undefined && found > most * scale)
      return { fault: t('rules.number.most', { n: number(most * scale) }) };
    return { value: found / scale };
  };
  const fault = text === undefined ? undefined : read(text).fault;
  return (
    <Field
      {...rest}
      inputMode="decimal"
      value={text ?? typed(value, scale)}
      error={fault ?? error}
      onValue={(given) => {
        setText(given);
        const said = read(given);
        if (said.fault === undefined) onValue(said.value);
      }}
      onBlur={() => setText(undefined)}
    />
  );
};
