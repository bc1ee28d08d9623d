import { openTracker } from '/work/main/host/tracker';
test('first', async () => {
  const t = await openTracker({ bundle: '/work/main/test/host/fixture-addin' });
  console.log(JSON.stringify(t.open('a@x.org')));
  const r = t.run('a@x.org', 'evaluate', [`var s=SpreadsheetApp.getActive().getSheets()[0]; s.getRange('A1:C2').setValues([['£12.50', '01/09/2026', new Date(2026,0,2)],[true, '=A1*2', "'007"]]); return JSON.stringify(s.getRange('A1:C2').getValues())`]);
  console.log(JSON.stringify(r));
  t.run('a@x.org','evaluate',[`SpreadsheetApp.getActive().getSheets()[0].getRange('E1').setFormula('=KINDS(A:C)')`]);
  await t.settled();
  console.log(t.values('Sheet1', 'A1:F4'));
  console.log(JSON.stringify(t.edit('a@x.org','Sheet1','A1',[['7']])), t.state.properties);
  t.dispose();
});
