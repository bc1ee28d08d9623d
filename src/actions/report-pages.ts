/** What people bring to a meeting: pages that are read, printed and taken along as files. */

import { formatYear, fundingYearOf, yearOfText } from '../rules/basics/days';
import { quoted } from '../rules/basics/text';
import { csvOf } from '../rules/reports/csv';
import { VERSION, versionText } from '../workbook/version';
import type { ReportPages } from './answers';
import { everybody, PAGE_TABS, shownPaper, yearsFrom } from './own-pages';
import { ask, refuse, refuseFields } from './perform';
import { REPORTS, unreadIn } from './report-kinds';
import { check } from './schemas/parts';
import { reportPagesSchema } from './schemas/report-pages';
import type { World } from './world';

/** The pages of a report, with their tables as a file. */
export function reportPages(world: World, payload: unknown): ReportPages {
  const checked = check(reportPagesSchema, payload);
  if ('problems' in checked) return refuseFields(checked.problems);
  const { kind, pick, year: chosen } = checked.value;
  const report = REPORTS[kind];
  return ask(
    world,
    PAGE_TABS,
    (context): ReportPages => {
      const { me, today } = context;
      const choices = report.choices(context);
      const picked = pick ?? report.first(context);
      const choice = choices.find(({ id }) => id === picked);
      if (picked !== null && !choice) return refuse(`There is no ${quoted(picked)} in the list. Pick one from it.`);
      const year = (chosen && report.looksBack ? yearOfText(chosen) : null) ?? fundingYearOf(today);
      const papers = picked === null ? [] : report.papers(context, picked, year);
      return {
        ok: true,
        me: me.rows.length === 0 ? null : { email: me.email, name: me.name, roles: me.roles },
        picked,
        choices,
        year: formatYear(year),
        years: report.looksBack ? yearsFrom(context).map(formatYear) : [],
        unread: unreadIn(context),
        papers: papers.map((paper) => shownPaper(context, paper)),
        csv: csvOf(papers),
        ics: picked === null ? '' : (report.ics?.(context, picked) ?? ''),
        fileName: [report.name, choice?.name ?? '', formatYear(year)].join(' ').replace(/[^\w\s-]+/g, '-'),
        version: versionText(VERSION),
      };
    },
    everybody,
  );
}
