import { ENTRIES } from '../../app/menu-entries';
import { VERSION } from '../../workbook/version';
import { show } from '../parts/show';

show(
  <main>
    <h1 class="unseen">Help and about</h1>
    <p>
      Cluster Tracker counts meetings, works out money and keeps decisions for clusters of primary schools that run a
      jointly funded science project.
    </p>
    <h2>Five things to know</h2>
    <ol style={{ paddingLeft: '20px' }}>
      <li>Only whole-cluster meetings held in school hours count towards the yearly minimum.</li>
      <li>Flags are worked out from the Decisions tab. Typing “approved” anywhere changes nothing.</li>
      <li>
        If a request changes after it was approved, its flag says so and what changed. Notes and lower amounts are fine.
      </li>
      <li>Money not spent rolls over to the next year. Entitled, received and spent are different columns.</li>
      <li>A figure that rests on an assumption says so. The Settings tab lists them all.</li>
    </ol>
    <h2>The menu</h2>
    <dl>
      {ENTRIES.map(({ path, entry }) => (
        <>
          <dt>{path.replace('Clusters ▸ ', '')}</dt>
          <dd>{entry.does}</dd>
        </>
      ))}
    </dl>
    <h2>If a sidebar stays empty or refuses you</h2>
    <p>
      Google mixes accounts up when two are signed in in one browser. Open the sheet in a private window with the
      account that stands in the People tab.
    </p>
    <h2>On a phone</h2>
    <p>
      Menus and sidebars need a computer. Everything they work out stands in the cells in plain words and can be read
      anywhere.
    </p>
    <h2>To remove it</h2>
    <p>
      Switch the daily digest off, then delete the script under Extensions ▸ Apps Script. Your tabs and data stay; cells
      with its formulas then show #NAME?.
    </p>
    <h2>About</h2>
    <p>
      Version {VERSION}. Free software under the MIT licence; it goes with the notices of what is built into it. What
      was new in each version stands in CHANGELOG.md of the project.
    </p>
  </main>,
);
