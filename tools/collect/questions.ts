/** What a national meeting asks, as SQL that BigQuery and DuckDB both answer. docs/many-programmes.md has the same. */

export interface Question {
  readonly title: string;
  /** What the answer says, in a sentence. */
  readonly says: string;
  readonly sql: string;
}

/** Schools and meetings are of a cluster, and stand in each of its three rows of a year: one pot of it is counted. */
const ONE_POT = "pot = 'Cluster pot'";

export const QUESTIONS: readonly Question[] = [
  {
    title: 'Every year',
    says: 'All programmes together. What is available is what a pot holds less what is promised of it.',
    sql: `SELECT year,
  COUNT(DISTINCT programme_id) AS programmes,
  SUM(CASE WHEN ${ONE_POT} THEN 1 ELSE 0 END) AS clusters,
  SUM(CASE WHEN ${ONE_POT} THEN schools ELSE 0 END) AS schools,
  SUM(opening) AS opening,
  SUM(entitled) AS entitled,
  SUM(received) AS received,
  SUM(other_income) AS other_income,
  SUM(spent) AS spent,
  SUM(closing) AS closing,
  SUM(committed) AS committed,
  SUM(available) AS available
FROM national.facts
GROUP BY year
ORDER BY year`,
  },
  {
    title: 'Every pot in the newest year',
    says: 'By pot; the rows add up to the newest year above.',
    sql: `SELECT pot,
  SUM(opening) AS opening,
  SUM(entitled) AS entitled,
  SUM(received) AS received,
  SUM(spent) AS spent,
  SUM(closing) AS closing,
  SUM(committed) AS committed,
  SUM(available) AS available
FROM national.facts
WHERE year = (SELECT MAX(year) FROM national.facts)
GROUP BY pot
ORDER BY entitled DESC`,
  },
  {
    title: 'Meetings in the newest year',
    says: 'Clusters by whether they have met as often as they have to, and how many places at their meetings were taken.',
    sql: `SELECT CASE WHEN counted_meetings >= minimum THEN 'minimum reached' ELSE 'below minimum' END AS standing,
  COUNT(*) AS clusters,
  SUM(schools) AS schools,
  SUM(counted_meetings) AS meetings,
  ROUND(SUM(attendance * counted_meetings) / NULLIF(SUM(counted_meetings), 0), 4) AS attendance
FROM national.facts
WHERE ${ONE_POT} AND year = (SELECT MAX(year) FROM national.facts)
GROUP BY standing
ORDER BY standing`,
  },
  {
    title: 'Every programme in the newest year',
    says: 'What each has and what is free to be promised.',
    sql: `SELECT programme_id, programme,
  SUM(CASE WHEN ${ONE_POT} THEN 1 ELSE 0 END) AS clusters,
  SUM(CASE WHEN ${ONE_POT} THEN schools ELSE 0 END) AS schools,
  SUM(entitled) AS entitled,
  SUM(received) AS received,
  SUM(spent) AS spent,
  SUM(available) AS available,
  MAX(as_at) AS as_at
FROM national.facts
WHERE year = (SELECT MAX(year) FROM national.facts)
GROUP BY programme_id, programme
ORDER BY programme, programme_id`,
  },
  {
    title: 'Pots that do not roll over',
    says: 'Pots whose opening is not what the year before closed with. There is none, unless rows are missing.',
    sql: `SELECT programme_id, cluster_id, pot, year, opening, before
FROM (
  SELECT programme_id, cluster_id, pot, year, opening,
    LAG(closing) OVER (PARTITION BY programme_id, cluster_id, pot ORDER BY year) AS before
  FROM national.facts
) AS years
WHERE opening <> before
ORDER BY programme_id, cluster_id, pot, year`,
  },
  {
    title: 'What rests on assumptions',
    says: 'Money of the newest year in rows that rest on a figure nobody has confirmed, beside all.',
    sql: `SELECT assumes,
  COUNT(DISTINCT programme_id) AS programmes,
  SUM(entitled) AS entitled,
  SUM(available) AS available
FROM national.facts
WHERE year = (SELECT MAX(year) FROM national.facts)
GROUP BY assumes
ORDER BY assumes`,
  },
];
