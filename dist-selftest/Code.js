"use strict";
var __facts = (() => {
  var __defProp = Object.defineProperty;
  var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
  var __getOwnPropNames = Object.getOwnPropertyNames;
  var __hasOwnProp = Object.prototype.hasOwnProperty;
  var __export = (target, all) => {
    for (var name in all)
      __defProp(target, name, { get: all[name], enumerable: true });
  };
  var __copyProps = (to, from, except, desc) => {
    if (from && typeof from === "object" || typeof from === "function") {
      for (let key of __getOwnPropNames(from))
        if (!__hasOwnProp.call(to, key) && key !== except)
          __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
    }
    return to;
  };
  var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

  // test/contract/self-test.ts
  var self_test_exports = {};
  __export(self_test_exports, {
    FACT_DATE: () => FACT_DATE,
    FACT_FIRST: () => FACT_FIRST,
    FACT_KIND: () => FACT_KIND,
    FACT_PROPERTY: () => FACT_PROPERTY,
    FACT_READS: () => FACT_READS,
    FACT_ROWS: () => FACT_ROWS,
    FACT_THROWS: () => FACT_THROWS,
    FACT_UNDEFINED: () => FACT_UNDEFINED,
    FACT_WHO: () => FACT_WHO,
    FACT_WRITES: () => FACT_WRITES,
    answerWithDate: () => answerWithDate,
    factHidden_: () => factHidden_,
    factUnmarked: () => factUnmarked,
    noteAnswer: () => noteAnswer,
    notePage: () => notePage,
    noteTrigger: () => noteTrigger,
    onOpen: () => onOpen,
    prepareFacts: () => prepareFacts,
    runSelfTest: () => runSelfTest,
    tryFact: () => tryFact
  });

  // test/contract/fact.ts
  var CannotTry = class extends Error {
  };
  var REFERENCE = "https://developers.google.com/apps-script/reference";
  var GUIDES = "https://developers.google.com/apps-script/guides";
  var reference = (page, method) => ({
    sure: "H",
    url: `${REFERENCE}/${page}${method === void 0 ? "" : `#${method}`}`
  });
  var guide = (page) => ({ sure: "H", url: `${GUIDES}/${page}` });
  var seen = (url) => ({ sure: "M", url });
  var UNSEEN = { sure: "L" };
  var EMULATOR_TESTS = seen("https://github.com/brucemcpherson/gas-fakes");
  function thrownBy(work) {
    try {
      work();
      SpreadsheetApp.flush();
    } catch (error) {
      return messageOf(error);
    }
    return "nothing";
  }
  var messageOf = (error) => String(error?.message ?? error).replace(/^Exception: /, "");
  var nameOf = (value) => String(value);
  function agrees(expected, found) {
    if (expected instanceof RegExp) return typeof found === "string" && expected.test(found);
    if (!Array.isArray(expected)) return expected === found;
    return Array.isArray(found) && expected.length === found.length && expected.every((item, i) => agrees(item, found[i]));
  }
  function told(value) {
    if (value instanceof RegExp) return String(value);
    if (Array.isArray(value)) return `[${value.map(told).join(", ")}]`;
    return JSON.stringify(value) ?? "undefined";
  }

  // test/contract/facts/cells.ts
  var RANGE = "spreadsheet/range";
  var kind = (value) => value instanceof Date ? "date" : typeof value;
  var CELLS = [
    {
      id: "cells.types",
      methods: ["Range.setValues", "Range.getValues"],
      google: "Cells give numbers, booleans, dates and texts, and an empty text where nothing is.",
      source: reference(RANGE, "getValues()"),
      is: ["number", "boolean", "date", "string", "string", ""],
      found: ({ at }) => {
        at("A1:D1").setValues([[1.5, true, new Date(2026, 8, 1), "text"]]);
        const [row] = at("A1:E1").getValues();
        return [...row.map(kind), row[4]];
      }
    },
    {
      id: "cells.dates",
      methods: ["Range.setValue", "Range.getValue"],
      google: "A date comes back as the same instant.",
      source: reference(RANGE, "setValue(Object)"),
      is: true,
      found: ({ at }) => {
        const instant = new Date(2026, 8, 1, 14, 30);
        return at("A1").setValue(instant).getValue().getTime() === instant.getTime();
      }
    },
    {
      id: "cells.days-as-numbers",
      methods: ["Range.setNumberFormat", "Range.setValue"],
      google: "A number in a cell with a format of dates is a day of the spreadsheet\u2019s zone, and the format stays.",
      source: UNSEEN,
      is: ["date", "2026-09-01 00:00", "dd/mm/yyyy"],
      found: ({ at, book }) => {
        const value = at("A1").setNumberFormat("dd/mm/yyyy").setValue(46266).getValue();
        const zone = book.getSpreadsheetTimeZone();
        const shown = value instanceof Date ? Utilities.formatDate(value, zone, "yyyy-MM-dd HH:mm") : String(value);
        return [kind(value), shown, at("A1").getNumberFormat()];
      }
    },
    {
      id: "cells.first-and-all",
      methods: ["Range.getValue", "Range.setValue", "Range.getFormula"],
      google: "One value is written into every cell of a range, and read from its first.",
      source: reference(RANGE, "setValue(Object)"),
      is: [
        [
          ["x", "x"],
          ["x", "x"]
        ],
        "first",
        ""
      ],
      found: ({ at }) => {
        const before = at("A1:B2").setValue("x").getValues();
        at("A1").setValue("first");
        return [before, at("A1:B2").getValue(), at("A1:B2").getFormula()];
      }
    },
    {
      id: "cells.read-as-typed",
      methods: ["Range.setValues"],
      google: "Texts are read as if they were typed.",
      source: seen("https://github.com/vlucas/sheetquery/issues/20"),
      is: [2e3, 1234, 2234, 0.2, true, "text ", "date"],
      found: ({ at }) => {
        at("A1:G1").setValues([["2,000", "01234", "22 34", "20%", "true", "text ", "2026-09"]]);
        return at("A1:G1").getValues()[0].map((value) => value instanceof Date ? "date" : value);
      }
    },
    {
      id: "cells.plain-text",
      methods: ["Range.setNumberFormat", "Range.setValues"],
      google: "A cell that was formatted as plain text before keeps a text as it is.",
      source: seen("https://github.com/vlucas/sheetquery/issues/20"),
      is: ["0123", "01/02/2026", "TRUE", "10%"],
      found: ({ at }) => at("A1:D1").setNumberFormat("@").setValues([["0123", "01/02/2026", "TRUE", "10%"]]).getValues()[0]
    },
    {
      id: "cells.plain-text-equals",
      methods: ["Range.setValue", "Range.getFormula"],
      google: "Also one that begins with an equals sign.",
      source: UNSEEN,
      is: ["=1+1", ""],
      found: ({ at }) => {
        const cell = at("A1").setNumberFormat("@").setValue("=1+1");
        return [cell.getValue(), cell.getFormula()];
      }
    },
    {
      id: "cells.apostrophe",
      methods: ["Range.setValue", "Range.getValue"],
      google: "An apostrophe in front marks a text, and is no part of it.",
      source: seen("https://github.com/getodk/collect/issues/3703"),
      is: ["=1+1", ""],
      found: ({ at }) => {
        const cell = at("A1").setValue("'=1+1");
        return [cell.getValue(), cell.getFormula()];
      }
    },
    {
      id: "cells.apostrophe-in-plain-text",
      methods: ["Range.setValue", "Range.getValue"],
      google: "The same in a cell that is formatted as plain text.",
      source: UNSEEN,
      is: "=1",
      found: ({ at }) => at("A1").setNumberFormat("@").setValue("'=1").getValue()
    },
    {
      id: "cells.formulas",
      methods: ["Range.setValue", "Range.setFormula", "Range.getFormulas"],
      google: "A leading equals sign makes a formula; cells without one give an empty text.",
      source: reference(RANGE, "setValue(Object)"),
      is: [["=1+1", "=2+2", ""]],
      found: ({ at }) => {
        at("A1").setValue("=1+1");
        at("B1").setFormula("=2+2");
        at("C1").setValue(3);
        return at("A1:C1").getFormulas();
      }
    },
    {
      id: "cells.formula-over-several",
      methods: ["Range.setFormula"],
      google: "One formula for several cells counts from each of them.",
      source: EMULATOR_TESTS,
      is: [
        ["=A1*2", "=B1*2"],
        ["=A2*2", "=B2*2"]
      ],
      found: ({ at }) => at("C1:D2").setFormula("=A1*2").getFormulas()
    },
    {
      id: "cells.wrong-shape",
      methods: ["Range.setValues"],
      google: "Values of another shape than the range are refused.",
      source: reference(RANGE, "setValues(Object)"),
      is: [
        /number of rows in the data does not match .* The data has 3 but the range has 2/,
        /number of columns in the data does not match .* The data has 1 but the range has 2/
      ],
      found: ({ at }) => [
        thrownBy(() => at("A1:A2").setValues([[1], [2], [3]])),
        thrownBy(() => at("A1:B1").setValues([[1]]))
      ]
    },
    {
      id: "cells.too-long",
      methods: ["Range.setValue"],
      google: "A cell holds 50,000 characters.",
      source: { sure: "H", url: "https://support.google.com/drive/answer/37603" },
      is: /more than the maximum of 50000 characters/,
      found: ({ at }) => thrownBy(() => at("A1").setValue("x".repeat(50001)))
    },
    {
      id: "cells.emptied",
      methods: ["Range.setValues", "Range.clearContent"],
      google: "Null and an empty text empty a cell; clearContent leaves formats.",
      source: reference(RANGE, "clearContent()"),
      is: [["", "", ""], "0.00"],
      found: ({ at }) => {
        at("A1:C1").setValues([[1, 2, 3]]).setNumberFormat("0.00");
        at("A1:B1").setValues([[null, ""]]);
        at("C1").clearContent();
        return [at("A1:C1").getValues()[0], at("C1").getNumberFormat()];
      }
    },
    {
      id: "cells.cleared",
      methods: ["Range.clear"],
      google: "What is cleared has no format any more either.",
      source: reference(RANGE, "clear()"),
      is: ["", "0.###############", "#ffffff"],
      found: ({ at }) => {
        at("A1").setValue(1).setNumberFormat("0.00").setBackground("#ff0000").clear();
        return [at("A1").getValue(), at("A1").getNumberFormat(), at("A1").getBackground()];
      }
    },
    {
      id: "cells.errors",
      methods: ["Range.getValue"],
      google: "An error of a formula is read as its name.",
      source: seen("https://github.com/brucemcpherson/gas-fakes/issues/72"),
      is: "#DIV/0!",
      first: ({ at }) => void at("A1").setFormula("=1/0"),
      found: ({ at }) => at("A1").getValue()
    },
    {
      id: "cells.read-after-write",
      methods: ["Range.getValue", "Range.setValue"],
      google: "A read after a write gives what formulas make of it: it waits for them.",
      source: guide("support/best-practices"),
      is: [4, 6],
      otherwise: { univer: "results come after the run" },
      found: ({ at }) => {
        at("B1").setFormula("=A1*2");
        at("A1").setValue(2);
        const first = at("B1").getValue();
        at("A1").setValue(3);
        return [first, at("B1").getValue()];
      }
    },
    {
      id: "cells.last-row",
      methods: ["Sheet.getLastRow", "Sheet.getLastColumn", "Sheet.getDataRange"],
      google: "The last row and column hold something; formats do not count. An empty tab has none, and A1 as its data.",
      source: reference("spreadsheet/sheet", "getLastRow()"),
      is: [0, 0, "A1", 3, 2, "A1:B3"],
      found: ({ sheet, at }) => {
        at("D9").setBackground("#ff0000");
        const empty = [sheet.getLastRow(), sheet.getLastColumn(), sheet.getDataRange().getA1Notation()];
        at("B3").setValue("x");
        return [...empty, sheet.getLastRow(), sheet.getLastColumn(), sheet.getDataRange().getA1Notation()];
      }
    },
    {
      id: "cells.where",
      methods: [
        "Range.getA1Notation",
        "Range.getRow",
        "Range.getColumn",
        "Range.getLastRow",
        "Range.getLastColumn",
        "Range.getNumRows",
        "Range.getNumColumns",
        "Range.getCell",
        "Range.getSheet",
        "Sheet.getRange"
      ],
      google: "A range knows where it is; cells of it count from its own first.",
      source: reference(RANGE, "getCell(Integer,Integer)"),
      is: ["B2:C4", 2, 2, 4, 3, 3, 2, "C3", true, "B2:C4"],
      found: ({ sheet, at }) => {
        const range = sheet.getRange(2, 2, 3, 2);
        return [
          range.getA1Notation(),
          range.getRow(),
          range.getColumn(),
          range.getLastRow(),
          range.getLastColumn(),
          range.getNumRows(),
          range.getNumColumns(),
          range.getCell(2, 2).getA1Notation(),
          range.getSheet().getSheetId() === sheet.getSheetId(),
          at("B2:C4").getA1Notation()
        ];
      }
    },
    {
      id: "cells.open-ranges",
      methods: ["Sheet.getRange"],
      google: "A reference without an end reaches to the end of the tab.",
      source: EMULATOR_TESTS,
      is: [999, 2, 1e3, 3, 26],
      found: ({ at }) => [
        at("A2:B").getNumRows(),
        at("A2:B").getNumColumns(),
        at("C:C").getNumRows(),
        at("5:7").getNumRows(),
        at("5:7").getNumColumns()
      ]
    },
    {
      id: "cells.outside",
      methods: ["Sheet.getRange"],
      google: "A range has at least one row and lies within the tab.",
      source: EMULATOR_TESTS,
      is: [/outside the dimensions of the sheet/, /number of rows in the range must be at least 1/],
      found: ({ sheet }) => [
        thrownBy(() => sheet.getRange(1001, 1).getValue()),
        thrownBy(() => sheet.getRange(1, 1, 0, 1).getValue())
      ]
    },
    {
      id: "cells.activate",
      methods: ["Range.activate", "Spreadsheet.getActiveRange", "Spreadsheet.getActiveSheet"],
      google: "A range that is activated is selected, and its tab is shown.",
      source: reference(RANGE, "activate()"),
      is: ["B2:C3", true],
      found: ({ book, sheet, at }) => {
        at("B2:C3").activate();
        return [book.getActiveRange().getA1Notation(), book.getActiveSheet().getSheetId() === sheet.getSheetId()];
      }
    }
  ];

  // test/contract/facts/days.ts
  var SEPTEMBER = 46266;
  var SUMMER = /* @__PURE__ */ new Date("2026-08-31T23:00:00Z");
  var inZones = (book, zones, work) => {
    const before = book.getSpreadsheetTimeZone();
    const found = zones.map((zone) => {
      book.setSpreadsheetTimeZone(zone);
      return work();
    });
    book.setSpreadsheetTimeZone(before);
    return found;
  };
  var DAYS = [
    {
      id: "days.numbers",
      methods: ["Range.setValues", "Range.getNumberFormats"],
      google: "A number that is written into a cell with a date format is a date, and the cell keeps its format.",
      source: UNSEEN,
      is: ["dd/mm/yyyy", "object", "01/09/2026"],
      found: ({ at }) => {
        at("A1:A2").setNumberFormat("dd/mm/yyyy").setValues([[SEPTEMBER], [SEPTEMBER + 1]]);
        return [at("A1").getNumberFormats()[0][0], typeof at("A1").getValue(), at("A1").getDisplayValue()];
      }
    },
    {
      id: "days.zones",
      methods: ["Range.setValue", "Spreadsheet.getSpreadsheetTimeZone", "Spreadsheet.setSpreadsheetTimeZone"],
      google: "The time zone of the file moves a date object that is written, and no number.",
      source: UNSEEN,
      is: [
        ["01/09/2026", "01/09/2026"],
        ["31/08/2026", "01/09/2026"]
      ],
      found: ({ book, at }) => inZones(book, ["Europe/London", "America/New_York"], () => {
        at("A1").setNumberFormat("dd/mm/yyyy").setValue(SUMMER);
        at("B1").setNumberFormat("dd/mm/yyyy").setValue(SEPTEMBER);
        SpreadsheetApp.flush();
        return [at("A1").getDisplayValue(), at("B1").getDisplayValue()];
      })
    },
    {
      id: "days.checked",
      methods: ["DataValidationBuilder.requireDate", "Range.setValues"],
      google: "A check for dates takes a number where the cell has a date format.",
      source: UNSEEN,
      is: "nothing",
      found: ({ at }) => {
        const date = SpreadsheetApp.newDataValidation().requireDate().setAllowInvalid(false).build();
        at("A1").setNumberFormat("dd/mm/yyyy").setDataValidation(date);
        return thrownBy(() => void at("A1").setValues([[SEPTEMBER]]));
      }
    },
    {
      id: "marks.notes",
      methods: ["Range.getNote", "Range.setNote"],
      google: "A cell without a note has an empty one; a note is read back as it was written, lines and all.",
      source: reference("spreadsheet/range", "setNote(String)"),
      is: ["", "one\n\ntwo", ""],
      found: ({ at }) => {
        const before = at("A1").getNote();
        const noted = at("A1").setNote("one\n\ntwo").getNote();
        return [before, noted, at("A1").setNote("").getNote()];
      }
    },
    {
      id: "marks.lists",
      methods: ["Sheet.getRangeList", "RangeList.setBackground"],
      google: "What is done to a list of ranges is done to each of them and to nothing between; null takes a colour away.",
      source: reference("spreadsheet/range-list", "setBackground(String)"),
      is: [
        ["#ff0000", "#ffffff", "#ff0000"],
        ["#ffffff", "#ffffff", "#ff0000"]
      ],
      found: ({ sheet, at }) => {
        sheet.getRangeList(["A1", "C1"]).setBackground("#ff0000");
        const painted = at("A1:C1").getBackgrounds()[0];
        sheet.getRangeList(["A1"]).setBackground(null);
        return [painted, at("A1:C1").getBackgrounds()[0]];
      }
    },
    {
      id: "people.address",
      methods: [
        "ScriptApp.getAuthorizationInfo",
        "AuthorizationInfo.getAuthorizationStatus",
        "AuthorizationInfo.getAuthorizationUrl"
      ],
      google: "Where nothing is to be asked there is no address at which Google asks.",
      source: reference("script/authorization-info", "getAuthorizationUrl()"),
      is: ["NOT_REQUIRED", null],
      found: () => {
        const info = ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL);
        return [nameOf(info.getAuthorizationStatus()), info.getAuthorizationUrl()];
      }
    }
  ];

  // test/contract/facts/formulas.ts
  var FUNCTIONS = guide("sheets/functions");
  var shows = (formula) => ({
    first: ({ at }) => void at("A1").setFormula(formula),
    found: ({ at }) => at("A1").getValue()
  });
  var FORMULAS = [
    {
      id: "functions.arguments",
      methods: ["Range.setFormula", "Range.getValues"],
      google: "A cell is handed over as its value, a range as rows, a blank cell as an empty text, a date as a Date.",
      source: FUNCTIONS,
      is: ["string:x", "string:", "Date", "rows:3x1", "number:2", "boolean:true"],
      first: ({ at }) => {
        at("F1:F3").setValues([["x"], [""], [new Date(2026, 5, 1)]]);
        ["F1", "F2", "F3", "F1:F3", "2", "TRUE"].forEach((argument, i) => {
          at(`A${i + 1}`).setFormula(`=FACT_KIND(${argument})`);
        });
      },
      found: ({ at }) => at("A1:A6").getValues().flat()
    },
    {
      id: "functions.whole-columns",
      methods: ["Range.setFormula"],
      google: "Whole columns are handed over with all their rows, blank ones too.",
      source: FUNCTIONS,
      is: "rows:1000x2",
      ...shows("=FACT_KIND(F:G)")
    },
    {
      id: "functions.open-ranges",
      methods: ["Range.setFormula"],
      google: "So are references that begin in some row and have no end.",
      source: FUNCTIONS,
      is: "rows:999x2",
      otherwise: { univer: "formulas know no references without an end" },
      ...shows("=FACT_KIND(F2:G)")
    },
    {
      id: "functions.spill",
      methods: ["Range.getValues", "Range.getFormulas", "Sheet.getLastRow"],
      google: "Rows spill below and to the right; only the first cell has the formula, and the last row counts them.",
      source: FUNCTIONS,
      is: [[1, 2], [3, 4], ["=FACT_ROWS()", ""], 3],
      first: ({ at }) => void at("A2").setFormula("=FACT_ROWS()"),
      found: ({ at, sheet }) => [...at("A2:B3").getValues(), at("A2:B2").getFormulas()[0], sheet.getLastRow()]
    },
    {
      id: "functions.no-room",
      methods: ["Range.getValue"],
      google: "They spill into empty cells only: else there is an error.",
      source: FUNCTIONS,
      is: ["#REF!", "in the way"],
      first: ({ at }) => {
        at("B2").setValue("in the way");
        at("A1").setFormula("=FACT_ROWS()");
      },
      found: ({ at }) => [at("A1").getValue(), at("B2").getValue()]
    },
    {
      id: "functions.any-global",
      methods: ["Range.setFormula"],
      google: "Any global function is one, whatever stands above it; but none that ends in an underscore.",
      source: FUNCTIONS,
      is: ["unmarked", "#NAME?"],
      first: ({ at }) => {
        at("A1").setFormula("=factUnmarked()");
        at("A2").setFormula("=factHidden_()");
      },
      found: ({ at }) => at("A1:A2").getValues().flat()
    },
    {
      id: "functions.throws",
      methods: ["Range.getValue"],
      google: "One that throws shows an error.",
      source: FUNCTIONS,
      is: "#ERROR!",
      ...shows("=FACT_THROWS()")
    },
    {
      id: "functions.may-read",
      methods: ["Range.setFormula"],
      google: "A cell function may read the spreadsheet.",
      source: FUNCTIONS,
      is: "number",
      ...shows("=FACT_READS()")
    },
    {
      id: "functions.may-not-write",
      methods: ["Range.setFormula"],
      google: "It may not write.",
      source: seen("https://tanaikech.github.io/2024/01/12/"),
      is: /do not have permission to call setValue/,
      ...shows("=FACT_WRITES()")
    },
    {
      id: "functions.nobody",
      methods: ["Range.setFormula"],
      google: "It does not learn who looks at it.",
      source: reference("base/session", "getActiveUser()"),
      is: "address:",
      ...shows("=FACT_WHO()")
    },
    {
      id: "functions.properties",
      methods: ["PropertiesService.getDocumentProperties", "Properties.setProperty"],
      google: "It may read a property of the document.",
      source: FUNCTIONS,
      is: "property:kept",
      first: ({ at }) => {
        PropertiesService.getDocumentProperties().setProperty("self-test", "kept");
        at("A1").setFormula('=FACT_PROPERTY("self-test")');
      },
      found: ({ at }) => at("A1").getValue()
    },
    {
      id: "editor.properties",
      methods: ["PropertiesService.getDocumentProperties", "Properties.setProperty"],
      google: "Also when the person who has typed it does not own the file.",
      source: UNSEEN,
      is: "property:kept",
      otherwise: { univer: "results come after the run" },
      as: "editor",
      first: () => void PropertiesService.getDocumentProperties().setProperty("self-test", "kept"),
      found: ({ at }) => {
        at("A1").setFormula('=FACT_PROPERTY("self-test")');
        SpreadsheetApp.flush();
        return at("A1").getValue();
      }
    },
    {
      id: "functions.error-inside",
      methods: ["Range.setFormula"],
      google: "An error in one cell of a range does not keep the function from being called: it is handed its name.",
      source: UNSEEN,
      is: "rows:2x1 #DIV/0!",
      first: ({ at }) => {
        at("F1").setFormula("=1/0");
        at("A2").setFormula("=FACT_FIRST(F1:F2)");
      },
      found: ({ at }) => at("A2").getValue()
    },
    {
      id: "functions.dates-given",
      methods: ["Range.getValue"],
      google: "A date that a function gives is a date in the cell.",
      source: FUNCTIONS,
      is: true,
      first: ({ at }) => void at("A1").setFormula("=FACT_DATE()"),
      found: ({ at }) => at("A1").getValue() instanceof Date
    },
    {
      id: "functions.nothing",
      methods: ["Range.getValue"],
      google: "Undefined is a blank cell.",
      source: UNSEEN,
      is: "",
      ...shows("=FACT_UNDEFINED()")
    }
  ];

  // test/contract/facts/looks.ts
  var RANGE2 = "spreadsheet/range";
  var BUILDER = "spreadsheet/data-validation-builder";
  var rule = () => SpreadsheetApp.newDataValidation();
  var FORMATS = ["\xA3#,##0.00", "dd/mm/yyyy", "d mmm yyyy", "0%", "@", "0"];
  var LOOKS = [
    {
      id: "looks.formats",
      methods: ["Range.setNumberFormats", "Range.getNumberFormats", "Range.setNumberFormat"],
      google: "Number formats are read back as they were written.",
      source: UNSEEN,
      is: [FORMATS, "0.00"],
      found: ({ at }) => [
        at("A1:F1").setNumberFormats([FORMATS]).getNumberFormats()[0],
        at("A2").setNumberFormat("0.00").getNumberFormat()
      ]
    },
    {
      id: "looks.general",
      methods: ["Range.setNumberFormat", "Range.getNumberFormats"],
      google: "A cell without a format of its own gives the automatic one; General takes a format away.",
      source: EMULATOR_TESTS,
      is: ["0.###############", "0.###############"],
      found: ({ at }) => [
        at("A1").getNumberFormats()[0][0],
        at("B1").setNumberFormat("0").setNumberFormat("General").getNumberFormat()
      ]
    },
    {
      id: "looks.colours",
      methods: [
        "Range.setBackground",
        "Range.setBackgrounds",
        "Range.getBackgrounds",
        "Range.setFontColor",
        "Range.setFontColors",
        "Range.getFontColors"
      ],
      google: "Colours are read back as small hexadecimal letters; null takes one away.",
      source: reference(RANGE2, "getBackgrounds()"),
      is: [
        ["#ffee00", "#ffffff", "#ffffff"],
        ["#112233", "#000000", "#000000"]
      ],
      found: ({ at }) => {
        at("A1:B1").setBackgrounds([["#FFEE00", null]]).setFontColors([["#112233", null]]);
        at("C1").setBackground("#ff0000").setBackground(null).setFontColor("#ff0000").setFontColor(null);
        return [at("A1:C1").getBackgrounds()[0], at("A1:C1").getFontColors()[0]];
      }
    },
    {
      id: "looks.fonts",
      methods: [
        "Range.setFontWeight",
        "Range.setFontSize",
        "Range.setWrap",
        "Range.setVerticalAlignment",
        "Range.setHorizontalAlignment"
      ],
      google: "Setters of looks give their range back.",
      source: reference(RANGE2, "setFontWeight(String)"),
      is: ["A1", "bold", true],
      found: ({ at }) => {
        const cell = at("A1").setFontWeight("bold").setFontSize(12).setWrap(true).setVerticalAlignment("middle").setHorizontalAlignment("center");
        return [cell.getA1Notation(), cell.getFontWeight(), cell.getWrap()];
      }
    },
    {
      id: "looks.notes",
      methods: ["Range.setNotes", "Range.getNotes"],
      google: "Notes are texts; an empty one is none.",
      source: reference(RANGE2, "getNotes()"),
      is: [["one", "", ""]],
      found: ({ at }) => {
        at("A1:B1").setNotes([["one", "two"]]);
        at("B1").setNotes([[""]]);
        return at("A1:C1").getNotes();
      }
    },
    {
      id: "validation.kinds",
      methods: [
        "SpreadsheetApp.newDataValidation",
        "DataValidationBuilder.requireValueInList",
        "DataValidationBuilder.requireDate",
        "DataValidationBuilder.requireNumberBetween",
        "DataValidationBuilder.requireCheckbox",
        "DataValidationBuilder.setAllowInvalid",
        "DataValidationBuilder.setHelpText",
        "DataValidationBuilder.build",
        "DataValidation.getCriteriaType",
        "DataValidation.getCriteriaValues",
        "DataValidation.getAllowInvalid",
        "Range.setDataValidation",
        "Range.getDataValidation"
      ],
      google: "A rule of a cell says its kind, its values, and whether it lets others in.",
      source: reference(BUILDER),
      is: [
        ["VALUE_IN_LIST", '[["Yes","No"],true]', false],
        ["DATE_IS_VALID_DATE", "[]", false],
        ["NUMBER_BETWEEN", "[0,1]", false],
        ["CHECKBOX", "[]", false]
      ],
      found: ({ at }) => [
        rule().requireValueInList(["Yes", "No"], true),
        rule().requireDate(),
        rule().requireNumberBetween(0, 1),
        rule().requireCheckbox()
      ].map((builder, i) => {
        const cell = at(`A${i + 1}`).setDataValidation(builder.setAllowInvalid(false).setHelpText("help").build());
        const back = cell.getDataValidation();
        return [nameOf(back.getCriteriaType()), JSON.stringify(back.getCriteriaValues()), back.getAllowInvalid()];
      })
    },
    {
      id: "validation.range",
      methods: ["DataValidationBuilder.requireValueInRange", "DataValidation.getCriteriaValues"],
      google: "A list from cells gives these cells back.",
      source: reference(BUILDER, "requireValueInRange(Range,Boolean)"),
      is: ["VALUE_IN_RANGE", "F1:F9", true],
      found: ({ at }) => {
        at("A1").setDataValidation(rule().requireValueInRange(at("F1:F9"), true).setAllowInvalid(true).build());
        const back = at("A1").getDataValidation();
        const [range] = back.getCriteriaValues();
        return [nameOf(back.getCriteriaType()), range.getA1Notation(), back.getAllowInvalid()];
      }
    },
    {
      id: "validation.none",
      methods: [
        "Range.setDataValidation",
        "Range.setDataValidations",
        "Range.getDataValidations",
        "Range.getDataValidation"
      ],
      google: "Null takes a rule away; cells without one give null.",
      source: reference(RANGE2, "setDataValidation(DataValidation)"),
      is: [[false, true, false], true],
      found: ({ at }) => {
        const date = rule().requireDate().build();
        at("A1:B1").setDataValidations([[date, date]]);
        at("A1").setDataValidation(null);
        return [
          at("A1:C1").getDataValidations()[0].map((found) => found !== null),
          at("C1").getDataValidation() === null
        ];
      }
    },
    {
      id: "validation.scripts",
      methods: ["Range.setValue", "DataValidationBuilder.setAllowInvalid"],
      google: "What a script writes against a rule that rejects is refused; where the rule warns it is not.",
      source: EMULATOR_TESTS,
      is: [/violates the data validation rules/, "nothing", "Perhaps"],
      found: ({ at }) => {
        const list = () => rule().requireValueInList(["Yes", "No"], true);
        at("A1").setDataValidation(list().setAllowInvalid(false).build());
        at("B1").setDataValidation(list().setAllowInvalid(true).build());
        const refused = thrownBy(() => at("A1").setValue("Perhaps"));
        return [refused, thrownBy(() => at("B1").setValue("Perhaps")), at("B1").getValue()];
      }
    },
    {
      id: "validation.checkbox-blank",
      methods: ["DataValidationBuilder.requireCheckbox", "Range.getValues"],
      google: "A rule for tick boxes leaves empty cells empty.",
      source: UNSEEN,
      is: [[""], [""]],
      found: ({ at }) => at("A1:A2").setDataValidation(rule().requireCheckbox().build()).getValues()
    },
    {
      id: "validation.long-list",
      methods: ["DataValidationBuilder.requireValueInList", "Range.setDataValidation"],
      google: "A list has 500 values at most.",
      source: UNSEEN,
      is: ["nothing", /500/],
      found: ({ at }) => {
        const list = (length) => rule().requireValueInList(
          Array.from({ length }, (_, i) => `v${i}`),
          true
        );
        return [500, 501].map((length) => thrownBy(() => at("A1").setDataValidation(list(length).build())));
      }
    },
    {
      id: "formats.conditional",
      methods: [
        "SpreadsheetApp.newConditionalFormatRule",
        "ConditionalFormatRuleBuilder.whenTextStartsWith",
        "ConditionalFormatRuleBuilder.setBackground",
        "ConditionalFormatRuleBuilder.setFontColor",
        "ConditionalFormatRuleBuilder.setRanges",
        "ConditionalFormatRuleBuilder.build",
        "Sheet.setConditionalFormatRules",
        "Sheet.getConditionalFormatRules"
      ],
      google: "Conditional formats keep their order and their cells; writing them replaces all.",
      source: reference("spreadsheet/sheet", "setConditionalFormatRules(ConditionalFormatRule)"),
      is: [0, ["one B2:B9", "two B2:B9"], "TEXT_STARTS_WITH", "#ff0000", 1],
      found: ({ sheet, at }) => {
        const none = sheet.getConditionalFormatRules().length;
        const format = (text) => SpreadsheetApp.newConditionalFormatRule().whenTextStartsWith(text).setBackground("#ff0000").setFontColor("#00ff00").setRanges([at("B2:B9")]).build();
        sheet.setConditionalFormatRules([format("one"), format("two")]);
        const rules = sheet.getConditionalFormatRules();
        const condition = rules[0].getBooleanCondition();
        const said = rules.map(
          (kept) => `${kept.getBooleanCondition().getCriteriaValues()[0]} ${kept.getRanges()[0].getA1Notation()}`
        );
        const [type, colour] = [nameOf(condition.getCriteriaType()), condition.getBackground()];
        sheet.setConditionalFormatRules([format("three")]);
        return [none, said, type, colour, sheet.getConditionalFormatRules().length];
      }
    }
  ];

  // test/contract/facts/protection.ts
  var PROTECTION = "spreadsheet/protection";
  var EDITORS_ISSUE = seen("https://issuetracker.google.com/issues/442636162");
  var REFUSAL = seen("https://github.com/theoephraim/node-google-spreadsheet/pull/20");
  var REFUSED = /trying to edit a protected cell or object/;
  var NO_ACCOUNT = "not-an-account";
  var emails = (protection) => protection.getEditors().map((user) => user.getEmail());
  function shut(protection, { me }) {
    protection.addEditors([me]);
    for (const email of emails(protection)) if (email !== me) protection.removeEditors([email]);
    if (protection.canDomainEdit()) protection.setDomainEdit(false);
  }
  var PROTECTIONS = [
    {
      id: "protection.whole",
      methods: [
        "Range.protect",
        "Sheet.getProtections",
        "Protection.setDescription",
        "Protection.getDescription",
        "Protection.getRange",
        "Protection.canEdit",
        "Protection.remove"
      ],
      google: "A protection of a range is found by its tab, says what it was described as, and goes when removed.",
      source: reference(PROTECTION),
      is: ["self-test", "B2:B9", true, "RANGE", 1, 0],
      found: ({ sheet, at }) => {
        const made = at("B2:B9").protect().setDescription("self-test");
        const there = () => sheet.getProtections(SpreadsheetApp.ProtectionType.RANGE);
        const [found] = there();
        const said = [found.getDescription(), found.getRange().getA1Notation(), found.canEdit()];
        const [kind2, count] = [nameOf(made.getProtectionType()), there().length];
        found.remove();
        return [...said, kind2, count, there().length];
      }
    },
    {
      id: "protection.twice",
      methods: ["Range.protect", "Sheet.protect", "Sheet.getProtections"],
      google: "Protecting a range again adds a protection; a tab has one only.",
      source: reference("spreadsheet/range", "protect()"),
      is: [2, 1],
      found: ({ sheet, at }) => {
        at("B2:B9").protect();
        at("B2:B9").protect();
        sheet.protect();
        sheet.protect();
        const { RANGE: RANGE3, SHEET: SHEET2 } = SpreadsheetApp.ProtectionType;
        return [sheet.getProtections(RANGE3).length, sheet.getProtections(SHEET2).length];
      }
    },
    {
      id: "protection.unprotected",
      methods: ["Protection.setUnprotectedRanges", "Protection.getUnprotectedRanges"],
      google: "The cells that a protected tab leaves open are read as they were set.",
      source: reference(PROTECTION, "setUnprotectedRanges(Range)"),
      is: ["A1", "B2:C3"],
      found: ({ sheet, at }) => sheet.protect().setUnprotectedRanges([at("A1"), at("B2:C3")]).getUnprotectedRanges().map((range) => range.getA1Notation())
    },
    {
      id: "protection.new-editors",
      methods: ["Protection.getEditors"],
      google: "A new protection in a file that is shared with nobody has no editors.",
      source: EDITORS_ISSUE,
      is: 0,
      found: ({ book, at }) => {
        if (book.getEditors().length > 1) return 0;
        return at("A1").protect().getEditors().length;
      }
    },
    {
      id: "protection.add-oneself",
      methods: ["Protection.addEditors", "Protection.getEditors"],
      google: "Who adds himself is among the editors.",
      source: UNSEEN,
      is: true,
      found: (here) => {
        const protection = here.at("A1").protect();
        protection.addEditors([here.me]);
        return emails(protection).includes(here.me);
      }
    },
    {
      id: "protection.no-account",
      methods: ["Protection.addEditors"],
      google: "What is the address of no account is refused.",
      source: UNSEEN,
      is: /Invalid email/,
      found: ({ at }) => thrownBy(() => void at("A1").protect().addEditors([NO_ACCOUNT]))
    },
    {
      id: "protection.warning",
      methods: [
        "Protection.setWarningOnly",
        "Protection.isWarningOnly",
        "Protection.getEditors",
        "Protection.addEditors"
      ],
      google: "A protection that only warns has no list of editors: asking for it, or adding to it, is refused.",
      source: UNSEEN,
      is: [true, true, true],
      found: ({ at, me }) => {
        const protection = at("A1").protect().setWarningOnly(true);
        return [
          protection.isWarningOnly(),
          thrownBy(() => void protection.getEditors()) !== "nothing",
          thrownBy(() => void protection.addEditors([me])) !== "nothing"
        ];
      }
    },
    {
      id: "protection.owner-stays",
      methods: ["Protection.removeEditors", "Range.canEdit"],
      google: "The owner cannot be taken out of a protection, and may edit whatever it says.",
      source: reference(PROTECTION, "removeEditors(String)"),
      is: [true, "nothing", 7],
      found: ({ at, me }) => {
        const protection = at("A1").protect();
        protection.addEditors([me]);
        try {
          protection.removeEditors([me]);
        } catch {
        }
        return [at("A1").canEdit(), thrownBy(() => at("A1").setValue(7)), at("A1").getValue()];
      }
    },
    {
      id: "protection.domain",
      methods: ["Protection.canDomainEdit", "Protection.setDomainEdit"],
      google: "A file of an account without a domain lets no domain in: it cannot be switched.",
      source: reference(PROTECTION, "setDomainEdit(Boolean)"),
      is: [false, true],
      found: ({ at }) => {
        const protection = at("A1").protect();
        if (protection.canDomainEdit()) return [false, true];
        return [false, thrownBy(() => void protection.setDomainEdit(true)) !== "nothing"];
      }
    },
    {
      id: "editor.refused",
      methods: ["Range.setValues", "Range.canEdit"],
      google: "Who is no editor of protected cells cannot write there, and can ask before.",
      source: REFUSAL,
      is: [false, REFUSED, ""],
      as: "editor",
      first: (here) => shut(here.at("B2:B9").protect(), here),
      found: ({ at }) => [
        at("A1:C3").canEdit(),
        thrownBy(() => at("A1:C3").setValues(Array.from({ length: 3 }, () => [1, 2, 3]))),
        at("A1").getValue()
      ]
    },
    {
      id: "editor.refused-late",
      methods: ["Range.setValue", "SpreadsheetApp.flush"],
      google: "Writes are buffered: what is refused is told of by the next read or flush.",
      source: UNSEEN,
      is: ["setValue passed", REFUSED],
      as: "editor",
      first: (here) => shut(here.at("B2:B9").protect(), here),
      found: ({ at }) => {
        let said = "setValue refused";
        try {
          at("B2").setValue(1);
          said = "setValue passed";
          SpreadsheetApp.flush();
        } catch (error) {
          return [said, messageOf(error)];
        }
        return [said, "nothing"];
      }
    },
    {
      id: "editor.sort",
      methods: ["Range.sort"],
      google: "A sort that moves cells one may not edit is refused.",
      source: UNSEEN,
      is: REFUSED,
      as: "editor",
      first: (here) => {
        here.at("A1:B3").setValues([
          [3, "c"],
          [1, "a"],
          [2, "b"]
        ]);
        shut(here.at("B1:B9").protect(), here);
      },
      found: ({ at }) => thrownBy(() => at("A1:B3").sort(1))
    },
    {
      id: "editor.rows",
      methods: ["Sheet.insertRowsAfter"],
      google: "Rows cannot be put in between cells one may not edit; behind the last row they can.",
      source: UNSEEN,
      is: [REFUSED, "nothing"],
      as: "editor",
      first: (here) => shut(here.at("B2:B").protect(), here),
      found: ({ sheet }) => [
        thrownBy(() => sheet.insertRowsAfter(5, 1)),
        thrownBy(() => sheet.insertRowsAfter(sheet.getMaxRows(), 1))
      ]
    },
    {
      id: "editor.tab",
      methods: [
        "Sheet.setColumnWidth",
        "Sheet.setColumnWidths",
        "Sheet.setFrozenRows",
        "Sheet.setFrozenColumns",
        "Sheet.setTabColor",
        "Sheet.setRowHeight",
        "Sheet.setConditionalFormatRules",
        "Sheet.hideSheet"
      ],
      google: "Who may not edit a protected tab cannot change its looks either.",
      source: UNSEEN,
      is: Array.from({ length: 7 }, () => REFUSED),
      as: "editor",
      first: (here) => shut(here.sheet.protect().setUnprotectedRanges([here.at("A1")]), here),
      found: ({ sheet }) => [
        () => sheet.setColumnWidth(1, 120),
        () => sheet.setFrozenRows(1),
        () => sheet.setFrozenColumns(1),
        () => sheet.setTabColor("#ff0000"),
        () => sheet.setRowHeight(1, 50),
        () => sheet.setConditionalFormatRules([]),
        () => sheet.hideSheet()
      ].map((change) => thrownBy(() => void change()))
    },
    {
      id: "editor.removes-himself",
      methods: ["Protection.removeEditors"],
      google: "Nobody takes himself out of a protection: who tries is refused.",
      source: reference(PROTECTION, "removeEditors(String)"),
      is: /remove yourself/,
      as: "editor",
      first: ({ at, book, me }) => {
        const others = book.getEditors().map((user) => user.getEmail());
        at("B2:B9").protect().addEditors([me, ...others]);
      },
      found: ({ sheet, me }) => {
        const [protection] = sheet.getProtections(SpreadsheetApp.ProtectionType.RANGE);
        return thrownBy(() => void protection.removeEditors([me]));
      }
    },
    {
      id: "editor.protection",
      methods: ["Protection.canEdit", "Protection.getEditors"],
      google: "Who may not edit a protection cannot see its editors, and can ask before.",
      source: reference(PROTECTION, "getEditors()"),
      is: [false, true],
      as: "editor",
      first: (here) => shut(here.at("B2:B9").protect(), here),
      found: ({ sheet }) => {
        const [protection] = sheet.getProtections(SpreadsheetApp.ProtectionType.RANGE);
        return [protection.canEdit(), thrownBy(() => void protection.getEditors()) !== "nothing"];
      }
    }
  ];

  // test/contract/facts/services.ts
  var QUOTAS = guide("services/quotas");
  var properties = () => PropertiesService.getDocumentProperties();
  var isNothing = (value) => value === null || value === void 0;
  var SERVICES = [
    {
      id: "properties.texts",
      methods: [
        "PropertiesService.getDocumentProperties",
        "Properties.setProperty",
        "Properties.setProperties",
        "Properties.getProperty",
        "Properties.deleteProperty"
      ],
      google: "Properties are texts, whatever was set; one that is not there is null.",
      source: reference("properties/properties", "getProperty(String)"),
      is: [null, "1", "true", "kept", null],
      found: () => {
        const before = properties().getProperty("fact-none");
        properties().setProperty("fact-a", 1);
        properties().setProperties({ "fact-b": true, "fact-c": "kept" });
        const read = ["fact-a", "fact-b", "fact-c"].map((key) => properties().getProperty(key));
        for (const key of ["fact-a", "fact-b", "fact-c"]) properties().deleteProperty(key);
        return [before, ...read, properties().getProperty("fact-a")];
      }
    },
    {
      id: "properties.size",
      methods: ["Properties.setProperty"],
      google: "A property that holds more than its quota allows is refused.",
      source: QUOTAS,
      is: true,
      found: () => thrownBy(() => void properties().setProperty("fact-big", "x".repeat(6e5))) !== "nothing"
    },
    {
      id: "locks.one",
      methods: ["LockService.getDocumentLock", "Lock.tryLock", "Lock.releaseLock"],
      google: "A lock that is free is taken at once, again by who has it, and held until it is released.",
      source: reference("lock/lock", "tryLock(Integer)"),
      is: [true, true, true, false],
      found: () => {
        const lock = LockService.getDocumentLock();
        const taken = [lock.tryLock(1e3), lock.tryLock(1e3), lock.hasLock()];
        lock.releaseLock();
        return [...taken, lock.hasLock()];
      }
    },
    {
      id: "locks.negative",
      methods: ["Lock.tryLock", "Lock.waitLock"],
      google: "Nobody waits for less than no time: tryLock gives false, waitLock throws.",
      source: EMULATOR_TESTS,
      is: [false, true],
      found: () => {
        const lock = LockService.getDocumentLock();
        const found = [lock.tryLock(-1), thrownBy(() => lock.waitLock(-1)) !== "nothing"];
        lock.releaseLock();
        return found;
      }
    },
    {
      id: "mail.quota",
      methods: ["MailApp.getRemainingDailyQuota"],
      google: "The rest of the day\u2019s quota is a number of recipients.",
      source: reference("mail/mail-app", "getRemainingDailyQuota()"),
      is: ["number", true],
      found: () => {
        const left = MailApp.getRemainingDailyQuota();
        return [typeof left, left >= 0];
      }
    },
    {
      id: "mail.refused",
      methods: ["MailApp.sendEmail"],
      google: "No mail goes to what is no address, to more than 50 people, or with more than 200 KB of text.",
      source: QUOTAS,
      is: [true, true, true],
      found: ({ me }) => [
        { to: "nobody", subject: "Self-test", body: "x" },
        { to: Array.from({ length: 51 }, () => me).join(","), subject: "Self-test", body: "x" },
        { to: me, subject: "Self-test", body: "x".repeat(5e5) }
      ].map((message) => thrownBy(() => MailApp.sendEmail(message)) !== "nothing")
    },
    {
      id: "mail.sent",
      methods: ["MailApp.sendEmail", "MailApp.getRemainingDailyQuota"],
      google: "A mail that goes out takes one off the quota.",
      source: QUOTAS,
      is: 1,
      found: ({ me }) => {
        const before = MailApp.getRemainingDailyQuota();
        if (before < 1) throw new CannotTry("No mail is left for today.");
        MailApp.sendEmail({ to: me, subject: "Self-test", body: "This mail can be deleted.", name: "Self-test" });
        return before - MailApp.getRemainingDailyQuota();
      }
    },
    {
      id: "triggers.clock",
      methods: [
        "ScriptApp.newTrigger",
        "TriggerBuilder.timeBased",
        "ClockTriggerBuilder.everyDays",
        "ClockTriggerBuilder.atHour",
        "ClockTriggerBuilder.create",
        "ScriptApp.getProjectTriggers",
        "Trigger.getHandlerFunction",
        "ScriptApp.deleteTrigger"
      ],
      google: "A trigger is found by its function until it is deleted.",
      source: reference("script/script-app", "getProjectTriggers()"),
      is: [0, 1, 0],
      found: () => {
        const mine = () => ScriptApp.getProjectTriggers().filter((trigger) => trigger.getHandlerFunction() === "factUnmarked");
        const before = mine().length;
        ScriptApp.newTrigger("factUnmarked").timeBased().everyDays(1).atHour(7).create();
        const made = mine();
        for (const trigger of made) ScriptApp.deleteTrigger(trigger);
        return [before, made.length, mine().length];
      }
    },
    {
      id: "people.clicks",
      methods: ["Session.getActiveUser", "Session.getEffectiveUser", "User.getEmail"],
      google: "Who clicks in a menu is the active and the effective user, with an address.",
      source: reference("base/session", "getActiveUser()"),
      is: [true, true],
      found: () => {
        const active = Session.getActiveUser().getEmail();
        return [active.includes("@"), active === Session.getEffectiveUser().getEmail()];
      }
    },
    {
      id: "people.scopes",
      methods: [
        "ScriptApp.requireScopes",
        "ScriptApp.getAuthorizationInfo",
        "AuthorizationInfo.getAuthorizationStatus",
        "AuthorizationInfo.getAuthorizedScopes"
      ],
      google: "Where all scopes are given nothing is asked.",
      source: reference("script/script-app", "requireScopes(AuthMode,String)"),
      is: ["nothing", "NOT_REQUIRED", true],
      found: () => {
        const scopes = ["https://www.googleapis.com/auth/userinfo.email"];
        const info = ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL);
        return [
          thrownBy(() => ScriptApp.requireScopes(ScriptApp.AuthMode.FULL, scopes)),
          nameOf(info.getAuthorizationStatus()),
          info.getAuthorizedScopes().includes(scopes[0])
        ];
      }
    },
    {
      id: "utilities.uuid",
      methods: ["Utilities.getUuid"],
      google: "Every UUID is another one.",
      source: reference("utilities/utilities", "getUuid()"),
      is: [/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, true],
      found: () => {
        const [one, other] = [Utilities.getUuid(), Utilities.getUuid()];
        return [one, one !== other];
      }
    },
    {
      id: "utilities.sleep",
      methods: ["Utilities.sleep"],
      google: "Nobody sleeps for less than no time, or more than five minutes.",
      source: EMULATOR_TESTS,
      is: [true, true],
      found: () => [-1, 300001].map((time) => thrownBy(() => Utilities.sleep(time)) !== "nothing")
    },
    {
      id: "cache.nothing",
      methods: ["Cache.put", "Cache.remove"],
      google: "What is put or removed gives nothing back.",
      source: EMULATOR_TESTS,
      is: [true, "kept", true, null],
      found: () => {
        const cache = CacheService.getScriptCache();
        const put = cache.put("fact", "kept");
        const read = cache.get("fact");
        const removed = cache.remove("fact");
        return [isNothing(put), read, isNothing(removed), cache.get("fact")];
      }
    },
    {
      id: "pages.files",
      methods: [
        "HtmlService.createHtmlOutputFromFile",
        "HtmlOutput.setTitle",
        "HtmlOutput.setWidth",
        "HtmlOutput.setHeight"
      ],
      google: "A page is read from its file; the title and the size are read as they were set.",
      source: reference("html/html-service", "createHtmlOutputFromFile(String)"),
      is: [true, "Self-test", 400, 200],
      found: () => {
        const page = HtmlService.createHtmlOutputFromFile("page").setTitle("Self-test").setWidth(400).setHeight(200);
        return [/<script>/.test(page.getContent()), page.getTitle(), page.getWidth(), page.getHeight()];
      }
    },
    {
      id: "pages.menu",
      methods: ["SpreadsheetApp.getUi", "Ui.createMenu", "Menu.addItem", "Menu.addSeparator", "Menu.addToUi"],
      google: "A menu is built item by item, and shown at the end.",
      source: reference("base/menu"),
      is: "nothing",
      found: () => thrownBy(
        () => SpreadsheetApp.getUi().createMenu("Self-test").addItem("Run the self-test", "runSelfTest").addSeparator().addItem("Run the self-test", "runSelfTest").addToUi()
      )
    },
    {
      id: "pages.shown",
      methods: ["Ui.showSidebar", "Ui.showModelessDialog"],
      google: "Sidebars and dialogs open without waiting for anybody.",
      source: guide("dialogs"),
      is: "nothing",
      found: () => thrownBy(() => {
        const page = () => HtmlService.createHtmlOutputFromFile("page").setTitle("Self-test");
        SpreadsheetApp.getUi().showSidebar(page());
        SpreadsheetApp.getUi().showModelessDialog(page(), "Self-test");
      })
    },
    {
      id: "pages.comments",
      methods: [],
      google: "What looks like a comment in the script of a page is cut out, also inside a text.",
      source: { sure: "M", url: "https://github.com/enuchi/React-Google-Apps-Script/issues/157" },
      is: /^cut/,
      found: () => {
        const said = properties().getProperty("self-test page");
        if (said === null) throw new CannotTry("The page has not answered yet: run the self-test again.");
        return said;
      }
    },
    {
      id: "pages.answers",
      methods: [],
      google: "An answer with a date in it arrives as null.",
      source: { sure: "M", url: "https://github.com/google-marketing-solutions/feedgen/issues/21" },
      is: "null",
      found: () => {
        const said = properties().getProperty("self-test date");
        if (said === null) throw new CannotTry("The page has not answered yet: run the self-test again.");
        return said;
      }
    },
    {
      id: "people.time-trigger",
      methods: ["Session.getEffectiveUser"],
      google: "In a time trigger there is no active user; the effective one is who made the trigger.",
      source: UNSEEN,
      is: ["", true],
      found: ({ me }) => {
        const said = properties().getProperty("self-test trigger");
        if (said === null) throw new CannotTry("The trigger has not run yet: run the self-test again in two hours.");
        const [active, effective] = JSON.parse(said);
        return [active, effective === me];
      }
    }
  ];

  // test/contract/facts/tabs.ts
  var SHEET = "spreadsheet/sheet";
  var BOOK = "spreadsheet/spreadsheet";
  var TABS = [
    {
      id: "tabs.insert",
      methods: [
        "Spreadsheet.insertSheet",
        "Spreadsheet.getSheets",
        "Spreadsheet.getSheetByName",
        "Spreadsheet.getSheetById",
        "Spreadsheet.deleteSheet",
        "Spreadsheet.getActiveSheet",
        "Sheet.getName",
        "Sheet.getSheetId",
        "Sheet.getParent"
      ],
      google: "A new tab goes where its index says and is the active one; names and numbers find it until it is deleted.",
      source: reference(BOOK, "insertSheet(String,Integer)"),
      is: ["Fact\u2019s own", true, true, true, true, "number", true, null, true],
      found: ({ book }) => {
        const tab = book.insertSheet("Fact\u2019s own", 1);
        const id = tab.getSheetId();
        const there = [
          tab.getName(),
          book.getSheets()[1].getSheetId() === id,
          book.getActiveSheet().getSheetId() === id,
          book.getSheetByName("Fact\u2019s own")?.getSheetId() === id,
          book.getSheetById(id)?.getName() === "Fact\u2019s own",
          typeof id,
          tab.getParent().getId() === book.getId()
        ];
        book.deleteSheet(tab);
        return [...there, book.getSheetByName("Fact\u2019s own"), book.getSheetById(id) === null];
      }
    },
    {
      id: "tabs.names",
      methods: ["Spreadsheet.insertSheet"],
      google: "Two tabs cannot have one name, and a name has 100 characters at most.",
      source: seen("https://github.com/getodk/collect/issues/2918"),
      is: [/already exists/, /100 characters/],
      found: ({ book, sheet }) => [
        thrownBy(() => book.insertSheet(sheet.getName())),
        thrownBy(() => book.insertSheet("n".repeat(101)))
      ]
    },
    {
      id: "tabs.size",
      methods: [
        "Sheet.getMaxRows",
        "Sheet.getMaxColumns",
        "Sheet.insertRowsAfter",
        "Sheet.insertColumnsAfter",
        "Sheet.deleteRows"
      ],
      google: "A new tab has 1,000 rows and 26 columns; rows and columns come behind the one that is named.",
      source: reference(SHEET, "insertRowsAfter(Integer,Integer)"),
      is: [1e3, 26, 1003, 28, "below", 1e3],
      found: ({ sheet, at }) => {
        const before = [sheet.getMaxRows(), sheet.getMaxColumns()];
        at("A2").setValue("below");
        sheet.insertRowsAfter(1, 3);
        sheet.insertColumnsAfter(26, 2);
        const after = [sheet.getMaxRows(), sheet.getMaxColumns(), at("A5").getValue()];
        sheet.deleteRows(2, 3);
        return [...before, ...after, sheet.getMaxRows()];
      }
    },
    {
      id: "tabs.many-cells",
      methods: ["Sheet.insertRowsAfter"],
      google: "A file has 10 million cells at most.",
      source: { sure: "H", url: "https://support.google.com/drive/answer/37603" },
      is: /10000000|10,000,000|limit/,
      found: ({ sheet }) => thrownBy(() => sheet.insertRowsAfter(1e3, 4e5))
    },
    {
      id: "tabs.looks",
      methods: [
        "Sheet.setFrozenRows",
        "Sheet.getFrozenRows",
        "Sheet.setFrozenColumns",
        "Sheet.getFrozenColumns",
        "Sheet.setTabColor",
        "Sheet.getTabColor",
        "Sheet.setColumnWidth",
        "Sheet.setColumnWidths",
        "Sheet.setRowHeight"
      ],
      google: "Frozen rows and columns, colour and widths are read as they were set.",
      source: reference(SHEET, "setFrozenRows(Integer)"),
      is: [0, 0, 1, 2, "#123456", 150, 160, 160],
      found: ({ sheet }) => {
        const before = [sheet.getFrozenRows(), sheet.getFrozenColumns()];
        sheet.setFrozenRows(1);
        sheet.setFrozenColumns(2);
        sheet.setTabColor("#123456").setColumnWidth(1, 150).setColumnWidths(2, 2, 160).setRowHeight(1, 40);
        const widths = [1, 2, 3].map((column) => sheet.getColumnWidth(column));
        return [...before, sheet.getFrozenRows(), sheet.getFrozenColumns(), sheet.getTabColor(), ...widths];
      }
    },
    {
      id: "tabs.move-columns",
      methods: ["Sheet.moveColumns"],
      google: "Moved columns stand before what was at their destination; formulas follow.",
      source: reference(SHEET, "moveColumns(Range,Integer)"),
      is: [["b", "c", "a"], "=C1"],
      found: ({ sheet, at }) => {
        at("A1:C1").setValues([["a", "b", "c"]]);
        at("E1").setFormula("=A1");
        sheet.moveColumns(at("A1"), 4);
        return [at("A1:C1").getValues()[0], at("E1").getFormula()];
      }
    },
    {
      id: "tabs.activate",
      methods: [
        "Sheet.activate",
        "Spreadsheet.setActiveSheet",
        "Spreadsheet.getActiveSheet",
        "SpreadsheetApp.getActiveSpreadsheet"
      ],
      google: "A tab that is activated is the active one.",
      source: reference(SHEET, "activate()"),
      is: [true, true],
      found: ({ book, sheet }) => {
        const isActive = () => SpreadsheetApp.getActiveSpreadsheet().getActiveSheet().getSheetId() === sheet.getSheetId();
        book.setActiveSheet(book.getSheets()[0]);
        sheet.activate();
        const first = isActive();
        book.setActiveSheet(book.getSheets()[0]);
        book.setActiveSheet(sheet);
        return [first, isActive()];
      }
    },
    {
      id: "file.settings",
      methods: [
        "Spreadsheet.setSpreadsheetTimeZone",
        "Spreadsheet.getSpreadsheetTimeZone",
        "Spreadsheet.setSpreadsheetLocale",
        "Spreadsheet.getSpreadsheetLocale"
      ],
      google: "Time zone and locale are read as they were set.",
      source: reference(BOOK, "setSpreadsheetTimeZone(String)"),
      is: ["Europe/London", "en_GB", "Asia/Tokyo", "Europe/London"],
      found: ({ book }) => {
        book.setSpreadsheetTimeZone("Europe/London");
        book.setSpreadsheetLocale("en_GB");
        const before = [book.getSpreadsheetTimeZone(), book.getSpreadsheetLocale()];
        book.setSpreadsheetTimeZone("Asia/Tokyo");
        const moved = book.getSpreadsheetTimeZone();
        book.setSpreadsheetTimeZone("Europe/London");
        return [...before, moved, book.getSpreadsheetTimeZone()];
      }
    },
    {
      id: "file.who-and-where",
      methods: ["Spreadsheet.getOwner", "Spreadsheet.getUrl", "User.getEmail"],
      google: "A file has an owner with an address, unless it is in a shared drive, and an address of its own.",
      source: reference(BOOK, "getOwner()"),
      is: [true, true],
      found: ({ book }) => [/@/.test(book.getOwner()?.getEmail() ?? ""), /^https?:/.test(book.getUrl())]
    },
    {
      id: "notes.of-scripts",
      methods: [
        "Sheet.addDeveloperMetadata",
        "Sheet.getDeveloperMetadata",
        "Sheet.createDeveloperMetadataFinder",
        "Spreadsheet.createDeveloperMetadataFinder",
        "DeveloperMetadataFinder.withKey",
        "DeveloperMetadataFinder.find",
        "DeveloperMetadata.getKey",
        "DeveloperMetadata.getValue",
        "DeveloperMetadata.getLocation",
        "DeveloperMetadata.setValue",
        "DeveloperMetadata.remove",
        "DeveloperMetadataLocation.getSheet"
      ],
      google: "What a script notes on a tab is found from the file, with its tab, until it is removed.",
      source: reference("spreadsheet/developer-metadata"),
      is: ["self-test", "one", true, "two", 1, 0],
      found: ({ book, sheet }) => {
        sheet.addDeveloperMetadata("self-test", "one");
        const find = () => book.createDeveloperMetadataFinder().withKey("self-test").find();
        const [note] = find();
        const read = [
          note.getKey(),
          note.getValue(),
          note.getLocation().getSheet().getSheetId() === sheet.getSheetId()
        ];
        note.setValue("two");
        const [changed, count] = [find()[0].getValue(), sheet.getDeveloperMetadata().length];
        note.remove();
        return [...read, changed, count, sheet.createDeveloperMetadataFinder().withKey("self-test").find().length];
      }
    },
    {
      id: "file.flush",
      methods: ["SpreadsheetApp.flush"],
      google: "A flush gives nothing back.",
      source: reference("spreadsheet/spreadsheet-app", "flush()"),
      is: true,
      found: ({ at }) => {
        at("A1").setValue(1);
        const given = SpreadsheetApp.flush();
        return given === null || given === void 0;
      }
    },
    {
      id: "tabs.sort",
      methods: ["Range.sort"],
      google: "Sorting puts numbers before texts before ticks, and blanks last.",
      source: UNSEEN,
      is: [[2], ["A"], ["b"], [true], [""]],
      found: ({ at }) => at("A1:A5").setValues([["b"], [""], [true], [2], ["A"]]).sort(1).getValues()
    },
    {
      id: "tabs.rows-look-alike",
      methods: ["Sheet.insertRowsAfter"],
      google: "Rows that come look as the row before.",
      source: EMULATOR_TESTS,
      is: ["0.00", "0.00"],
      found: ({ sheet, at }) => {
        at("A2").setNumberFormat("0.00");
        sheet.insertRowsAfter(2, 2);
        return [at("A3").getNumberFormat(), at("A4").getNumberFormat()];
      }
    }
  ];

  // test/contract/facts/all.ts
  var FACTS = [...CELLS, ...DAYS, ...LOOKS, ...TABS, ...PROTECTIONS, ...FORMULAS, ...SERVICES];

  // test/contract/self-test.ts
  var RESULTS = "Self-test";
  var HEADER = ["Fact", "Methods", "What Google does", "Sureness", "Source", "Result", "Expected", "Found"];
  var MOST_MS = 27e4;
  var MOST_WAITS = 30;
  function onOpen() {
    SpreadsheetApp.getUi().createMenu("Self-test").addItem("Run the self-test", "runSelfTest").addToUi();
  }
  function runSelfTest() {
    const started = Date.now();
    const book = SpreadsheetApp.getActiveSpreadsheet();
    const results = resultsTab(book);
    const isOwner = book.getOwner()?.getEmail() === Session.getEffectiveUser().getEmail();
    const known = new Set(
      results.getDataRange().getValues().filter((row) => row[5] !== "could not be tried").map(([id]) => id)
    );
    const open = FACTS.filter((fact) => !known.has(fact.id) && (fact.as !== "editor" || !isOwner));
    const isShared = book.getEditors().some((user) => user.getEmail() !== Session.getEffectiveUser().getEmail());
    const mayBePrepared = (fact) => !known.has(fact.id) && (isShared || fact.as !== "editor");
    if (isOwner) prepareFacts(FACTS.filter(mayBePrepared).map(({ id }) => id));
    let left = open.length;
    for (const fact of open) {
      if (Date.now() - started > MOST_MS) break;
      writeRow(results, fact, tryFact(fact.id));
      left--;
    }
    if (isOwner) askPageAndTrigger();
    const editors = FACTS.filter((fact) => fact.as === "editor" && !known.has(fact.id)).length;
    const more = left > 0 ? ` ${left} facts are left: run it again.` : "";
    const next = isShared ? "let an editor run it" : "share the file, run it again, then let an editor run it";
    const others = isOwner && editors > 0 ? ` ${editors} facts need somebody else: ${next}.` : "";
    results.activate();
    book.toast(`Done.${more}${others}`, "Self-test", 20);
  }
  function prepareFacts(ids) {
    for (const fact of factsOf(ids)) {
      if (!fact.first || SpreadsheetApp.getActiveSpreadsheet().getSheetByName(tabNameOf(fact))) continue;
      fact.first(hereOf(fact));
    }
    SpreadsheetApp.flush();
  }
  function tryFact(id) {
    const [fact] = factsOf([id]);
    if (!fact) throw new Error(`There is no fact ${id}.`);
    if (fact.first && fact.as !== "editor") prepareFacts([id]);
    const outcome = () => {
      const found = fact.found(hereOf(fact));
      const result = agrees(fact.is, found) ? "agrees" : "differs";
      return { id, result, expected: told(fact.is), found: told(found) };
    };
    try {
      let tried = outcome();
      for (let waits = 0; /Loading/.test(tried.found) && waits < MOST_WAITS; waits++) {
        Utilities.sleep(1e3);
        tried = outcome();
      }
      return tried;
    } catch (error) {
      const result = error instanceof CannotTry ? "could not be tried" : "differs";
      return { id, result, expected: told(fact.is), found: messageOf(error) };
    } finally {
      tidyUp(fact);
    }
  }
  function notePage(said) {
    PropertiesService.getDocumentProperties().setProperty("self-test page", said);
  }
  function answerWithDate() {
    return { when: /* @__PURE__ */ new Date() };
  }
  function noteAnswer(said) {
    PropertiesService.getDocumentProperties().setProperty("self-test date", said);
  }
  function noteTrigger() {
    const said = [Session.getActiveUser().getEmail(), Session.getEffectiveUser().getEmail()];
    PropertiesService.getDocumentProperties().setProperty("self-test trigger", JSON.stringify(said));
    for (const trigger of ScriptApp.getProjectTriggers())
      if (trigger.getHandlerFunction() === "noteTrigger") ScriptApp.deleteTrigger(trigger);
  }
  function askPageAndTrigger() {
    const properties2 = PropertiesService.getDocumentProperties();
    if (properties2.getProperty("self-test page") === null)
      SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutputFromFile("page").setTitle("Self-test"));
    const isWaiting = ScriptApp.getProjectTriggers().some((trigger) => trigger.getHandlerFunction() === "noteTrigger");
    if (properties2.getProperty("self-test trigger") === null && !isWaiting)
      ScriptApp.newTrigger("noteTrigger").timeBased().everyDays(1).atHour(((/* @__PURE__ */ new Date()).getHours() + 1) % 24).create();
  }
  var factsOf = (ids) => FACTS.filter(({ id }) => ids.includes(id));
  var tabNameOf = (fact) => `fact ${fact.id}`;
  function hereOf(fact) {
    const book = SpreadsheetApp.getActiveSpreadsheet();
    const sheet = book.getSheetByName(tabNameOf(fact)) ?? book.insertSheet(tabNameOf(fact));
    return { book, sheet, me: Session.getEffectiveUser().getEmail(), at: (a1) => sheet.getRange(a1) };
  }
  function tidyUp(fact) {
    const book = SpreadsheetApp.getActiveSpreadsheet();
    const sheet = book.getSheetByName(tabNameOf(fact));
    if (!sheet) return;
    try {
      book.deleteSheet(sheet);
      SpreadsheetApp.flush();
    } catch {
    }
  }
  function resultsTab(book) {
    const known = book.getSheetByName(RESULTS);
    if (known) return known;
    const sheet = book.insertSheet(RESULTS, 0);
    sheet.getRange(1, 1, 1, HEADER.length).setValues([HEADER]).setFontWeight("bold");
    sheet.getRange(2, 1, sheet.getMaxRows() - 1, HEADER.length).setNumberFormat("@");
    sheet.setFrozenRows(1);
    return sheet;
  }
  function writeRow(results, fact, tried) {
    const ids = results.getDataRange().getValues().map(([id]) => id);
    const at = ids.indexOf(fact.id);
    const row = (at < 0 ? ids.length : at) + 1;
    const sure = fact.source.sure;
    const cells = [
      fact.id,
      fact.methods.join(" "),
      fact.google,
      sure,
      fact.source.url ?? "",
      tried.result,
      tried.expected,
      tried.found
    ];
    results.getRange(row, 1, 1, cells.length).setValues([cells]);
  }
  var sizeOf = (value) => `rows:${value.length}x${value[0].length}`;
  function FACT_KIND(value) {
    if (Array.isArray(value)) return sizeOf(value);
    if (value instanceof Date) return "Date";
    return `${typeof value}:${String(value)}`;
  }
  var FACT_FIRST = (value) => `${sizeOf(value)} ${String(value[0][0])}`;
  var FACT_ROWS = () => [
    [1, 2],
    [3, 4]
  ];
  var FACT_DATE = () => new Date(2026, 8, 1);
  var FACT_UNDEFINED = () => void 0;
  function FACT_THROWS() {
    throw new Error("on purpose");
  }
  var FACT_READS = () => typeof SpreadsheetApp.getActiveSpreadsheet().getSheets().length;
  function FACT_WRITES() {
    try {
      SpreadsheetApp.getActiveSpreadsheet().getSheets()[0].getRange("A1").setValue(1);
      return "written";
    } catch (error) {
      return messageOf(error);
    }
  }
  var FACT_WHO = () => `address:${Session.getActiveUser().getEmail()}`;
  var FACT_PROPERTY = (key) => `property:${PropertiesService.getDocumentProperties().getProperty(key)}`;
  var factUnmarked = () => "unmarked";
  var factHidden_ = () => "hidden";
  return __toCommonJS(self_test_exports);
})();

function FACT_DATE() { return __facts.FACT_DATE.apply(null, arguments); }
function FACT_FIRST() { return __facts.FACT_FIRST.apply(null, arguments); }
function FACT_KIND() { return __facts.FACT_KIND.apply(null, arguments); }
function FACT_PROPERTY() { return __facts.FACT_PROPERTY.apply(null, arguments); }
function FACT_READS() { return __facts.FACT_READS.apply(null, arguments); }
function FACT_ROWS() { return __facts.FACT_ROWS.apply(null, arguments); }
function FACT_THROWS() { return __facts.FACT_THROWS.apply(null, arguments); }
function FACT_UNDEFINED() { return __facts.FACT_UNDEFINED.apply(null, arguments); }
function FACT_WHO() { return __facts.FACT_WHO.apply(null, arguments); }
function FACT_WRITES() { return __facts.FACT_WRITES.apply(null, arguments); }
function answerWithDate() { return __facts.answerWithDate.apply(null, arguments); }
function factHidden_() { return __facts.factHidden_.apply(null, arguments); }
function factUnmarked() { return __facts.factUnmarked.apply(null, arguments); }
function noteAnswer() { return __facts.noteAnswer.apply(null, arguments); }
function notePage() { return __facts.notePage.apply(null, arguments); }
function noteTrigger() { return __facts.noteTrigger.apply(null, arguments); }
function onOpen() { return __facts.onOpen.apply(null, arguments); }
function prepareFacts() { return __facts.prepareFacts.apply(null, arguments); }
function runSelfTest() { return __facts.runSelfTest.apply(null, arguments); }
function tryFact() { return __facts.tryFact.apply(null, arguments); }
