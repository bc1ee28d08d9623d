import path from 'node:path';
import { mkdirSync } from 'node:fs';
import { launchBrowser } from '/tmp/w/pack/test/support/browser';
import { pageAlone } from '/tmp/w/pack/test/support/page-alone';
import { answer, openTracker } from '/tmp/w/pack/test/support/tracker';
const OUT = path.join('/tmp/w/pack/test/output'); mkdirSync(OUT, { recursive: true });
it('shots', async () => {
  const tracker = await openTracker();
  answer(tracker.run('owner@example.org', 'setUpWorkbook'));
  answer(tracker.run('owner@example.org', 'addSampleData'));
  const browser = await launchBrowser();
  const jobs = JSON.parse(process.env['JOBS']!);
  for (const [file, payload, name, who] of jobs) {
    const given = answer(tracker.run(who ?? 'advisor@example.org', 'reportPages', [payload])) as any;
    for (const width of [900, 300]) {
      const page = await pageAlone(browser, file, given, { width, height: 900 });
      page.on('console', (m) => console.log(m.text())); page.on('pageerror', (e) => console.log(String(e)));
      await page.waitForTimeout(900);
      await page.screenshot({ path: path.join(OUT, `${name}-${width}.png`), fullPage: true });
      console.log(name, width, await page.evaluate('document.documentElement.scrollWidth'));
      if (width === 900) { await page.setViewportSize({width:700,height:1030}); await page.evaluate("dispatchEvent(new Event(\"beforeprint\"))"); await page.screenshot({ path: path.join(OUT, `${name}-print.png`), fullPage: true }); await page.evaluate("dispatchEvent(new Event(\"afterprint\"))"); const pdf = await page.pdf({ path: path.join(OUT, `${name}.pdf`), preferCSSPageSize: true }); console.log('pages', pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)!.length); }
    }
  }
  tracker.dispose();
  await browser.close();
}, 240000);
