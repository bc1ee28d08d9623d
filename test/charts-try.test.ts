import { launchBrowser } from './support/browser';
import { pageAlone } from './support/page-alone';
import { answer, openTracker } from './support/tracker';
const KINDS = [
  ['charts', 'charts', 'all'], ['charts-one', 'charts', 'C-5'], ['review', 'review', 'all'], ['next-cluster', 'next-stage', 'C-4'],
  ['letters', 'letters', 'all of C-1'], ['meeting', 'meeting', ''], ['calendar', 'calendar', 'all'],
];
const FILES: Record<string, string> = { charts: 'charts', review: 'review-pack', 'next-stage': 'next-stage', letters: 'letters', meeting: 'meeting-papers', calendar: 'calendar' };
it('x', async () => {
  const browser = await launchBrowser();
  try {
    for (const which of ['sample', 'empty']) {
      const tracker = await openTracker();
      answer(tracker.run('owner@example.org', 'setUpWorkbook'));
      if (which === 'sample') answer(tracker.run('owner@example.org', 'addSampleData'));
      for (const [name, kind, pick] of KINDS) {
        const got = tracker.run(which === 'sample' ? 'advisor@example.org' : 'owner@example.org', 'reportPages', [{ kind, ...(pick ? { pick } : {}) }]).value as any;
        if (!got.ok || got.papers.length === 0) { console.log(which, name, JSON.stringify(got).slice(0, 300)); continue; }
        const page = await pageAlone(browser, FILES[kind!]!, got, { width: 1366, height: 768 });
        await page.locator('.paper').first().waitFor();
        await page.pdf({ path: `/tmp/w/charts-pdf/${which}-${name}.pdf`, preferCSSPageSize: true });
      }
      tracker.dispose();
    }
  } finally { await browser.close(); }
}, 200000);
