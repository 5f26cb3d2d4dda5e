import type { Message } from '../message.ts';

/** Texts of the pages Today and Scores. */
export const scores = {
  'nav.today': 'Today',
  'nav.scores': 'Scores',

  'share.few': '{part} of {n} ({low}–{high})',
  'share.tiny': '{part} of {n}',
  'chart.table': 'As a table',
  'chart.chart': 'As a chart',
  'chart.hint': 'Point at a part, or move with the arrow keys, to read it.',
  'chart.hint.opens': 'Point at a part, or move with the arrow keys, to read it; open it to see its customers.',
  'chart.customers': 'Customers',
  'chart.share': 'Share',
  'chart.net': 'Net revenue',

  'work.phase.reading': 'Reading the orders',
  'work.phase.fitting': 'Fitting the models',
  'work.phase.scoring': 'Working out the scores',
  'work.phase.rehearsing': 'Going through past months',
  'work.stop': 'Stop',
  'work.stopped': 'Stopped',
  'work.stopped.text': 'Nothing was changed. It can be worked out again at any time.',
  'work.again': 'Work it out again',
  'work.as-of': 'As of {when}',
  'work.stale': 'These figures are of {when}; records have changed since.',

  'today.no-orders': {
    one: '{n} customer, no orders yet',
    other: '{n} customers, no orders yet',
  },
  'today.no-orders.text':
    'Who to contact first is worked out from orders. Import them, or record them from your shop’s pages.',
  'today.import': 'Import orders',
  'today.few': {
    one: 'With {n} customer who has bought there are no amounts yet: those take 100.',
    other: 'With {n} customers who have bought there are no amounts yet: those take 100.',
  },
  'today.very-few': {
    one: 'With {n} customer who has bought there are neither amounts nor probabilities yet.',
    other: 'With {n} customers who have bought there are neither amounts nor probabilities yet.',
  },
  'today.few.order':
    'Who comes first rests on how long each is quiet against their own rhythm, and on what they usually spend.',
  'today.contactFirst': 'Contact first',
  'today.by.loss':
    'By what is at stake: what silence has taken off their next 12 months since the day after their last order, times the chance that they are still there.',
  'today.by.clock':
    'By what is at stake: what a year in their rhythm brings. It counts most for those about to pass for gone, and not at all before somebody is at risk.',
  'today.by.rhythm': 'By how far they are past their own rhythm.',
  'today.by.gone': {
    one: 'Nobody is at risk now, but {n} customer has left. A word may still bring them back.',
    other:
      'Nobody is at risk now, but {n} customers have left. Who left last comes first: a word may still bring them back.',
  },
  'today.contactFirst.none': 'Nobody is overdue. Nobody who bought has been away for so long that they are at risk.',
  'today.alarms': 'New alarms',
  'today.alarms.text': 'Good customers who have just begun to stay away.',
  'today.alarms.none': 'No new alarm: no good customer has just begun to stay away.',
  'today.silent': 'Silent',
  'today.silent.text': 'Neither order nor message, either way, for longer than their usual gap.',
  'today.silent.none': 'Nobody has gone silent.',
  'today.silent.none.churned': {
    one: 'Besides {n} customer who has left, nobody has gone silent.',
    other: 'Besides {n} customers who have left, nobody has gone silent.',
  },
  'today.alarms.none.churned':
    'No new alarm. Those who have left sounded earlier, bought only once, or were not among those who bring most of the revenue.',
  'today.at-risk': 'At risk',
  'today.churned': 'Churned',
  'today.of': { one: 'of {n} who has bought', other: 'of {n} who have bought' },
  'today.order': 'Order {number}',
  'today.moves': 'Tier moves',
  'today.moves.text': 'Who came into another tier lately, and why.',
  'today.moves.none': 'Nobody has changed tier lately.',
  'today.open.at-risk': 'All customers at risk',
  'today.open.churned': 'All churned customers',
  'today.rest': 'The first {shown} of {n}.',
  'today.churn': 'Risk',
  'today.loss': 'At stake',
  'today.reason.at-risk': 'past their rhythm',
  'today.reason.half-as-likely': 'half as likely to order as after their last purchase',
  'today.contact': 'last message {when}',
  'today.contact.never': 'no message on file',
  'move.up': 'Moved up',
  'move.down': 'Moved down',
  'move.first': 'First tier',
  'move.to': 'to',

  'scores.part.overview': 'Customers',
  'scores.part.models': 'How it is worked out',
  'scores.parts': 'Parts of this page',
  'scores.no-buyers': { one: '{n} customer, none has bought yet', other: '{n} customers, none has bought yet' },
  'scores.no-buyers.text':
    'Everything here is worked out from paid orders. With the first one, this page begins to fill.',
  'scores.very-few': {
    one: 'Only {n} customer has bought so far: shares say how many of how many, and fifths are fixed limits instead of comparisons.',
    other:
      'Only {n} customers have bought so far: shares say how many of how many, and fifths are fixed limits instead of comparisons.',
  },
  'scores.few': {
    one: 'Only {n} customer has bought so far: shares come with the range they may really lie in, and fifths are fixed limits instead of comparisons.',
    other:
      'Only {n} customers have bought so far: shares come with the range they may really lie in, and fifths are fixed limits instead of comparisons.',
  },
  'kpi.range': 'may really be {range}',
  'kpi.nobody': 'nobody to count yet',
  'kpi.repeat-rate': 'Bought again',
  'kpi.repeat-rate.note': { one: 'of {n} customer, 2 times or more', other: 'of {n} customers, 2 times or more' },
  'kpi.average-order': 'Average order',
  'kpi.average-order.note': { one: 'over {n} order', other: 'over {n} orders' },
  'kpi.purchases-each': 'Purchases each',
  'kpi.purchases-each.note': { one: 'mean of {n} customer', other: 'mean of {n} customers' },
  'kpi.revenue-each': 'Revenue each',
  'kpi.revenue-each.note': { one: 'mean of {n} customer', other: 'mean of {n} customers' },
  'kpi.revenue-each.median': 'half of them {money} or less',
  'kpi.churn-rate': 'Lost lately',
  'kpi.churn-rate.note': { one: 'of {n} customer 30 days before', other: 'of {n} customers 30 days before' },
  'kpi.retention-rate': 'Kept',
  'kpi.retention-rate.note': { one: 'of {n} customer 30 days before', other: 'of {n} customers 30 days before' },

  'kpi.referral-rate': 'Sent by others',
  'kpi.referral-rate.note': { one: 'of {n} customer who has bought', other: 'of {n} customers who have bought' },
  'kpi.referral-rate.empty': 'Nobody has anything in that field yet.',
  'kpi.referral-rate.none': 'Nothing on file says who was sent by whom. Choose a field for it.',
  'rfm.title': 'Recency and frequency',
  'rfm.says': '{best} bought lately and often; {fading} used to buy often and have stayed away.',
  'rfm.basis': { one: '{n} customer who has bought, {date}.', other: '{n} customers who have bought, {date}.' },
  'rfm.limits': {
    one: 'Recency 5 / 4 / 3 / 2: last purchase at most {recency} days ago. Frequency 2 / 3 / 4 / 5: at least {frequency} purchases in the last year.',
    other:
      'Recency 5 / 4 / 3 / 2: last purchase at most {recency} days ago. Frequency 2 / 3 / 4 / 5: at least {frequency} purchases in the last {n} years.',
  },
  'rfm.limits.money': {
    one: 'Amount 2 / 3 / 4 / 5: at least {amounts} in the last year.',
    other: 'Amount 2 / 3 / 4 / 5: at least {amounts} in the last {n} years.',
  },
  'rfm.recency': 'Bought: long ago 1 → 5 lately',
  'rfm.frequency': 'How often',
  'rfm.cell': { one: 'Recency {r}, frequency {f}: {n} customer', other: 'Recency {r}, frequency {f}: {n} customers' },
  'rfm.table.cell': 'Recency, frequency',
  'rfm.table.row': '{r}, {f}',

  'pareto.title': 'Where revenue comes from',
  'pareto.says': 'The biggest customers, {customers} of all, bring {net} of net revenue.',
  'pareto.says.few': {
    one: 'The biggest of {of} customers brought {net} of net revenue.',
    other: 'The biggest {n} of {of} customers brought {net} of net revenue.',
  },
  'pareto.says.one': 'All of it comes from the one customer who has bought.',
  'pareto.says.all': 'All {n} customers are in class A.',
  'pareto.none': 'No amounts are on file yet.',
  'pareto.basis': {
    one: '{n} customer who has bought, the biggest first, {date}.',
    other: '{n} customers who have bought, the biggest first, {date}.',
  },
  'pareto.gini': 'Gini {gini}: 0 all alike, 1 all from one.',
  'pareto.class': 'Class',
  'pareto.part': 'Part of revenue',
  'pareto.x': 'Share of customers, the biggest first',
  'pareto.y': 'Share of revenue',
  'pareto.mark': {
    one: 'Class {letter}: {n} customer, {net} of revenue',
    other: 'Class {letter}: {n} customers, {net} of revenue',
  },

  'groups.title': 'RFM groups',
  'groups.says': 'The group {group} brings most: {net} of net revenue.',
  'groups.says.one': 'The one customer who has bought is in the group {group}.',
  'groups.says.all': 'All {n} customers are in one group: {group}.',
  'groups.basis': {
    one: '{n} customer who has bought, each in the first group that fits, {date}.',
    other: '{n} customers who have bought, each in the first group that fits, {date}.',
  },
  'groups.group': 'Group',
  'groups.step': { one: '{group}: {n} customer', other: '{group}: {n} customers' },

  'cohort.title': 'Who comes back',
  'cohort.says': '{share} bought again in the month after their first purchase.',
  'cohort.none': 'It takes a month after the first purchases before anybody can have come back in it.',
  'cohort.basis': {
    one: '{n} customer by month of first purchase, {date}. The rise along a line is sorting, not loyalty: who leaves is no longer counted among those who stay.',
    other:
      '{n} customers by month of first purchase, {date}. The rise along a line is sorting, not loyalty: who leaves is no longer counted among those who stay.',
  },
  'cohort.basis.none': {
    one: '{n} customer by month of first purchase, {date}.',
    other: '{n} customers by month of first purchase, {date}.',
  },
  'cohort.cut': {
    one: '{n} customer whose first order may lie before the import is left out.',
    other: '{n} customers whose first order may lie before the import are left out.',
  },
  'cohort.open': '{month} is not over and is left out.',
  'cohort.rows': 'First in',
  'cohort.columns': 'Months after the first purchase',
  'cohort.month': 'First purchase',
  'cohort.after': 'Month {n}',
  'cohort.row': { one: '{month}: {n} customer', other: '{month}: {n} customers' },
  'cohort.cell': 'First in {month}, month {n} after: {share}',

  'stages.title': 'Stages',
  'stages.says': '{here} of those who ever bought are within their rhythm; {risk} are at risk.',
  'stages.none': 'Nobody has bought yet.',
  'stages.basis': {
    one: '{n} customer, {date}. Only recorded purchases count: who also buys elsewhere looks quieter than they are.',
    other: '{n} customers, {date}. Only recorded purchases count: who also buys elsewhere looks quieter than they are.',
  },
  'stages.stage': 'Stage',
  'stages.step': { one: '{stage}: {n} customer', other: '{stage}: {n} customers' },

  'models.lead': {
    one: 'Worked out on this computer from the purchases of {purchasers} of {n} customer, with {repeats}. Nothing of it leaves this browser.',
    other:
      'Worked out on this computer from the purchases of {purchasers} of {n} customers, with {repeats}. Nothing of it leaves this browser.',
  },
  'model.more': 'Formula and figures',
  'model.used': 'In use',
  'model.unused': 'Not in use',
  'model.figures': 'Fitted models',
  'model.name': 'Model',
  'model.parameters': 'Parameters',
  'model.likelihood': 'Log-likelihood',
  'model.verdict': 'Fit',
  'model.verdict.fitted': 'fitted',
  'model.verdict.not-converged': 'not settled',
  'model.verdict.too-few': 'too few',
  'model.prior': '{model}, weak prior',
  'clock.title': 'Your shop’s rhythm',
  'clock.own': 'From your orders',
  'clock.default': 'Default',
  'clock.says': {
    one: 'Of those who come back, half do so within {g50}, 4 of 5 within {g80}, 19 of 20 within {g95}. From {n} gap between purchases.',
    other:
      'Of those who come back, half do so within {g50}, 4 of 5 within {g80}, 19 of 20 within {g95}. From {n} gaps between purchases.',
  },
  'clock.says.default': {
    one: 'With {n} gap between purchases your own rhythm cannot be told yet; 30 are needed. Until then {g80} count as quiet and {g95} as gone.',
    other:
      'With {n} gaps between purchases your own rhythm cannot be told yet; 30 are needed. Until then {g80} count as quiet and {g95} as gone.',
  },
  'clock.returning': 'After {share} of purchases, another one follows.',
  'leaving.title': 'Do customers leave?',
  'leaving.verdict.churn-seen': 'Yes, it shows',
  'leaving.verdict.no-churn-signal': 'Not to be told',
  'leaving.verdict.too-few': 'Too few',
  'leaving.says.churn-seen': {
    one: 'Yes. {n} repeat purchase shows that some customers stop for good, so a risk of losing somebody can be given.',
    other:
      'Yes. {n} repeat purchases show that some customers stop for good, so a risk of losing somebody can be given.',
  },
  'leaving.says.no-churn-signal': {
    one: 'With {n} repeat purchase, people who left cannot be told from people who take their time. So no risk is shown; stages follow each customer’s own rhythm.',
    other:
      'With {n} repeat purchases, people who left cannot be told from people who take their time. So no risk is shown; stages follow each customer’s own rhythm.',
  },
  'leaving.says.too-few':
    '{customers} and {repeats} are too few to say: it takes at least 30 customers who have had time to come back. Stages follow each customer’s own rhythm.',
  'leaving.statistic': 'Test value {value}; more than 5.99 is needed.',
  'purchases.title': 'Who will order',
  'purchases.says': {
    one: 'Fitted to {n} customer. For each it gives the probability of an order within {horizon}, how many to expect, and when.',
    other:
      'Fitted to {n} customers. For each it gives the probability of an order within {horizon}, how many to expect, and when.',
  },
  'purchases.unused': 'No probabilities are shown, because they would not be reliable yet.',
  'purchases.parameters':
    'r and α: how often customers buy, and how much that differs. a and b: how likely they leave after a purchase, and how much that differs.',
  'purchases.others': 'The other models are only there to compare.',
  'amounts.title': 'What an order brings',
  'amounts.says.gamma-gamma':
    'Each customer’s mean order, drawn towards the shop’s mean while they have few: one large order does not make a large customer.',
  'amounts.says.own-mean':
    'Here, who orders more often also spends another amount each time. So each customer’s own mean counts, drawn towards the shop’s mean.',
  'amounts.says.few':
    'Too few customers have bought more than once with a known amount. Until then each customer’s own mean counts, drawn towards the shop’s mean.',
  'amounts.says.no-fit':
    'What customers spend cannot be told by a curve here, as where every order costs the same. So each customer’s own mean counts, drawn towards the shop’s mean.',
  'amounts.unused': 'No amounts are foretold: there are too few repeat purchases, or none has an amount.',
  'amounts.correlation':
    'Orders and amounts go together by {pearson} (Pearson) and {spearman} (Spearman); up to 0.3 is fine.',
  'past.title': 'Would it have been right?',
  'past.better': 'Better than guessing',
  'past.worse': 'No better than guessing',
  'past.basis': {
    one: 'From {n} customer who had bought by {from}.',
    other: 'From {n} customers who had bought by {from}.',
  },
  'past.few': 'Too few to tell',
  'past.few.says': {
    one: 'With {n} customer this is not enough to say how good it was; 30 are needed.',
    other: 'With {n} customers this is not enough to say how good it was; 30 are needed.',
  },
  'past.says': 'What the model would have said on {from}, knowing nothing later, against what happened until {to}.',
  'past.auc':
    'Of one customer who then ordered and one who did not, it rates the right one higher in {auc} of 100 cases. Days since the last purchase alone: {recency}.',
  'past.totals': 'Purchases foretold: {foretold}. Purchases made: {happened}.',
  'past.figures': 'AUC {auc}, by recency alone {recency}. Brier {brier}, of the base rate {base}.',
  'past.stage': '{stage}: {share} ordered',
  'past.point': 'Foretold {foretold}, ordered {happened}',
  'calibration.title': 'Foretold and happened',
  'calibration.says': 'On the dashed line both agree. The bar through each point is the range it may really lie in.',
  'calibration.basis': { one: '{n} customer, {from} to {to}.', other: '{n} customers, {from} to {to}.' },
  'calibration.foretold': 'Foretold probability',
  'calibration.happened': 'Ordered',
  'spread.title': 'How sure it was',
  'spread.says': 'How many customers were given which probability to order.',
  'spread.bar': { one: '{share}: {n} customer', other: '{share}: {n} customers' },
  'warnings.title': 'What these numbers do not know',
  'warnings.currency-without-rate': {
    one: '{n} order in {about} is left out of amounts: there is no exchange rate for it.',
    other: '{n} orders in {about} are left out of amounts: there is no exchange rate for them.',
  },
  'warnings.guests': {
    one: '{n} order belongs to no customer: it counts in the average order and in what is bought together, not for any customer.',
    other:
      '{n} orders belong to no customer: they count in the average order and in what is bought together, not for any customer.',
  },
  'warnings.undated': {
    one: '{n} order has no date and is left out.',
    other: '{n} orders have no date and are left out.',
  },
  'warnings.future': {
    one: '{n} purchase is dated in the future and left out.',
    other: '{n} purchases are dated in the future and left out.',
  },
  'warnings.unpriced': {
    one: '{n} purchase has no amount: it counts as a purchase, not in revenue.',
    other: '{n} purchases have no amount: they count as purchases, not in revenue.',
  },
  'warnings.history-cut': {
    one: 'The orders on file begin later than the shop did: of {n} customer the first purchase here may not be their first.',
    other:
      'The orders on file begin later than the shop did: of {n} customers the first purchase here may not be their first.',
  },
  'warnings.other': { one: '{n} record was left out.', other: '{n} records were left out.' },
} as const satisfies Record<string, Message>;
