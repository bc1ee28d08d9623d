import { Client } from '../support/client';
import type { TabContent } from '../support/page-copy';
import { PageWithoutScreen } from '../support/page-without-screen';
import { inFolder, LONG, LOOKS, makeLong, tabOf } from '../support/saved-workbook';
import { PreparedFolder, type TestServer } from '../support/server';

const OWNER = 'owner@example.org';
const SLOW_MS = 300_000;
let prepared: PreparedFolder;
let server: TestServer;
beforeAll(async () => {
  prepared = await PreparedFolder.make();
}, SLOW_MS);
beforeEach(() => {
  server = prepared.copy();
});
afterEach(() => server.stop(), SLOW_MS);
afterAll(() => prepared.remove());

it(
  'tells a page of nothing before it has begun, though opening the file changes the day in it',
  async () => {
    inFolder(server, (snapshot) => {
      const cell = tabOf(snapshot, 'Overview').cellData[0]![8]!;
      expect(typeof cell.v).toBe('number');
      cell.v = Number(cell.v) - 1;
    });
    await server.start();
    const first = await Client.open(server, OWNER);
    const [begun] = first.heard;
    expect(begun!.type).toBe('welcome');
    const heard = first.heard.length;
    const second = await Client.open(server, OWNER);
    expect(second.heard[0]!.type).toBe('welcome');
    // From then on it hears of everything.
    first.write('Schools', 3, 6, 'a note', 1);
    await first.until(({ type }) => type === 'accepted', heard);
    await second.until((message) => message.type === 'mutation' && JSON.stringify(message.params).includes('a note'));
    first.close();
    second.close();
  },
  SLOW_MS,
);

describe('a page that begins without the rows of a long tab', () => {
  beforeEach(async () => {
    inFolder(server, makeLong);
    await server.start();
  }, SLOW_MS);

  const settled = async (page: PageWithoutScreen): Promise<Record<string, TabContent>> => {
    while (!page.isSettled) await new Promise((resolve) => setTimeout(resolve, 20));
    return page.copy.content();
  };

  it(
    'gets them as they are saved, with their looks',
    async () => {
      const client = await Client.open(server, OWNER);
      const { snapshot, late } = client.welcome;
      expect(late).toEqual([client.keyOf('Attendance')]);
      expect(snapshot.sheets![late[0]!]!.cellData).toEqual({});
      expect(Object.keys(snapshot.sheets![client.keyOf('Schools')]!.cellData!).length).toBeGreaterThan(1);
      client.close();
      const page = await PageWithoutScreen.open(server, OWNER);
      const { cells, size } = (await settled(page))['Attendance']!;
      expect(size[0]).toBe(LONG);
      const look = JSON.stringify(LOOKS.money);
      expect(cells['10000,0']).toBe('["M-10000","","",""]');
      expect(cells['10000,4']).toBe(`[10000,"","",${look}]`);
      expect(cells['9999,4']).toBe(`["","","",${look}]`);
      page.close();
    },
    SLOW_MS,
  );

  it(
    'has in the end what those have who were there before, though they move its rows meanwhile',
    async () => {
      const writer = await PageWithoutScreen.open(server, OWNER);
      await settled(writer);
      const late: PageWithoutScreen[] = [];
      for (let round = 1; round <= 4; round++) {
        late.push(await PageWithoutScreen.open(server, OWNER));
        writer.copy.deleteRows('Attendance', 2, 40 * round);
        writer.copy.write('Attendance', 5_000, 0, `written in round ${round}`);
        writer.copy.write('Schools', 4, 6, `round ${round}`);
        writer.copy.insertRows('Attendance', 7, 3);
        await settled(late.at(-1)!);
      }
      const end = Date.now() + SLOW_MS / 2;
      const wanted = () => JSON.stringify(writer.copy.content()['Attendance']);
      while (Date.now() < end) {
        await new Promise((resolve) => setTimeout(resolve, 200));
        if (!writer.isSettled || late.some((page) => !page.isSettled)) continue;
        if (late.every((page) => JSON.stringify(page.copy.content()['Attendance']) === wanted())) break;
      }
      expect(writer.refused).toEqual([]);
      const own = writer.copy.content()['Attendance']!;
      expect(own.size[0]).toBe(LONG - 400 + 12);
      for (const page of late) expect(page.copy.content()['Attendance']).toEqual(own);
      for (const page of [writer, ...late]) page.close();
    },
    SLOW_MS,
  );
});
