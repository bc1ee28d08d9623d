/** Cell functions: what they are given, what becomes of what they give, and what they may do. */
import { type Fact, guide, reference, seen, UNSEEN } from '../fact';

const FUNCTIONS = guide('sheets/functions');

/** A formula in A1 of the tab, and what shows there. */
const shows = (formula: string): Pick<Fact, 'first' | 'found'> => ({
  first: ({ at }) => void at('A1').setFormula(formula),
  found: ({ at }) => at('A1').getValue(),
});

export const FORMULAS: Fact[] = [
  {
    id: 'functions.arguments',
    methods: ['Range.setFormula', 'Range.getValues'],
    google: 'A cell is handed over as its value, a range as rows, a blank cell as an empty text, a date as a Date.',
    source: FUNCTIONS,
    is: ['string:x', 'string:', 'Date', 'rows:3x1', 'number:2', 'boolean:true'],
    first: ({ at }) => {
      at('F1:F3').setValues([['x'], [''], [new Date(2026, 5, 1)]]);
      ['F1', 'F2', 'F3', 'F1:F3', '2', 'TRUE'].forEach((argument, i) => {
        at(`A${i + 1}`).setFormula(`=FACT_KIND(${argument})`);
      });
    },
    found: ({ at }) => at('A1:A6').getValues().flat(),
  },
  {
    id: 'functions.whole-columns',
    methods: ['Range.setFormula'],
    google: 'Whole columns are handed over with all their rows, blank ones too.',
    source: FUNCTIONS,
    is: 'rows:1000x2',
    ...shows('=FACT_KIND(F:G)'),
  },
  {
    id: 'functions.open-ranges',
    methods: ['Range.setFormula'],
    google: 'So are references that begin in some row and have no end.',
    source: FUNCTIONS,
    is: 'rows:999x2',
    otherwise: { univer: 'formulas know no references without an end' },
    ...shows('=FACT_KIND(F2:G)'),
  },
  {
    id: 'functions.spill',
    methods: ['Range.getValues', 'Range.getFormulas', 'Sheet.getLastRow'],
    google: 'Rows spill below and to the right; only the first cell has the formula, and the last row counts them.',
    source: FUNCTIONS,
    is: [[1, 2], [3, 4], ['=FACT_ROWS()', ''], 3],
    first: ({ at }) => void at('A2').setFormula('=FACT_ROWS()'),
    found: ({ at, sheet }) => [...at('A2:B3').getValues(), at('A2:B2').getFormulas()[0], sheet.getLastRow()],
  },
  {
    id: 'functions.no-room',
    methods: ['Range.getValue'],
    google: 'They spill into empty cells only: else there is an error.',
    source: FUNCTIONS,
    is: ['#REF!', 'in the way'],
    first: ({ at }) => {
      at('B2').setValue('in the way');
      at('A1').setFormula('=FACT_ROWS()');
    },
    found: ({ at }) => [at('A1').getValue(), at('B2').getValue()],
  },
  {
    id: 'functions.any-global',
    methods: ['Range.setFormula'],
    google: 'Any global function is one, whatever stands above it; but none that ends in an underscore.',
    source: FUNCTIONS,
    is: ['unmarked', '#NAME?'],
    first: ({ at }) => {
      at('A1').setFormula('=factUnmarked()');
      at('A2').setFormula('=factHidden_()');
    },
    found: ({ at }) => at('A1:A2').getValues().flat(),
  },
  {
    id: 'functions.throws',
    methods: ['Range.getValue'],
    google: 'One that throws shows an error.',
    source: FUNCTIONS,
    is: '#ERROR!',
    ...shows('=FACT_THROWS()'),
  },
  {
    id: 'functions.may-read',
    methods: ['Range.setFormula'],
    google: 'A cell function may read the spreadsheet.',
    source: FUNCTIONS,
    is: 'number',
    ...shows('=FACT_READS()'),
  },
  {
    id: 'functions.may-not-write',
    methods: ['Range.setFormula'],
    google: 'It may not write.',
    source: seen('https://tanaikech.github.io/2024/01/12/'),
    is: /do not have permission to call setValue/,
    ...shows('=FACT_WRITES()'),
  },
  {
    id: 'functions.nobody',
    methods: ['Range.setFormula'],
    google: 'It does not learn who looks at it.',
    source: reference('base/session', 'getActiveUser()'),
    is: 'address:',
    ...shows('=FACT_WHO()'),
  },
  {
    id: 'functions.properties',
    methods: ['PropertiesService.getDocumentProperties', 'Properties.setProperty'],
    google: 'It may read a property of the document.',
    source: FUNCTIONS,
    is: 'property:kept',
    first: ({ at }) => {
      PropertiesService.getDocumentProperties()!.setProperty('self-test', 'kept');
      at('A1').setFormula('=FACT_PROPERTY("self-test")');
    },
    found: ({ at }) => at('A1').getValue(),
  },
  {
    id: 'editor.properties',
    methods: ['PropertiesService.getDocumentProperties', 'Properties.setProperty'],
    google: 'Also when the person who has typed it does not own the file.',
    source: UNSEEN,
    is: 'property:kept',
    otherwise: { univer: 'results come after the run' },
    as: 'editor',
    first: () => void PropertiesService.getDocumentProperties()!.setProperty('self-test', 'kept'),
    found: ({ at }) => {
      at('A1').setFormula('=FACT_PROPERTY("self-test")');
      SpreadsheetApp.flush();
      return at('A1').getValue();
    },
  },
  {
    id: 'functions.error-inside',
    methods: ['Range.setFormula'],
    google: 'An error in one cell of a range does not keep the function from being called: it is handed its name.',
    source: UNSEEN,
    is: 'rows:2x1 #DIV/0!',
    first: ({ at }) => {
      at('F1').setFormula('=1/0');
      at('A2').setFormula('=FACT_FIRST(F1:F2)');
    },
    found: ({ at }) => at('A2').getValue(),
  },
  {
    id: 'functions.dates-given',
    methods: ['Range.getValue'],
    google: 'A date that a function gives is a date in the cell.',
    source: FUNCTIONS,
    is: true,
    first: ({ at }) => void at('A1').setFormula('=FACT_DATE()'),
    found: ({ at }) => (at('A1').getValue() as unknown) instanceof Date,
  },
  {
    id: 'functions.nothing',
    methods: ['Range.getValue'],
    google: 'Undefined is a blank cell.',
    source: UNSEEN,
    is: '',
    ...shows('=FACT_UNDEFINED()'),
  },
];
