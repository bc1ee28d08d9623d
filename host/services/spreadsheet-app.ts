import type { Run } from '../script/run';
import { booleanCriteria, ConditionalFormatRuleBuilder } from './conditional-format';
import { DataValidationBuilder, dataValidationCriteria } from './data-validation';
import { metadataLocationType, metadataVisibility } from './developer-metadata';
import { FilterCriteriaBuilder } from './filter';
import type { Range } from './range';
import { enumeration, fail, Service } from './service';
import type { Sheet } from './sheet';
import { Spreadsheet } from './spreadsheet';
import { Ui } from './ui';

export class SpreadsheetApp extends Service {
  readonly service = 'SpreadsheetApp';
  override readonly shown = {
    BooleanCriteria: booleanCriteria,
    DeveloperMetadataLocationType: metadataLocationType,
    DeveloperMetadataVisibility: metadataVisibility,
    DataValidationCriteria: dataValidationCriteria,
    ProtectionType: enumeration('SpreadsheetApp.ProtectionType', ['RANGE', 'SHEET']),
    WrapStrategy: enumeration('SpreadsheetApp.WrapStrategy', ['WRAP', 'OVERFLOW', 'CLIP']),
  };

  constructor(readonly run: Run) {
    super();
  }

  getActiveSpreadsheet(): Spreadsheet {
    return new Spreadsheet(this.run);
  }

  getActive(): Spreadsheet {
    return new Spreadsheet(this.run);
  }

  getActiveSheet(): Sheet {
    return new Spreadsheet(this.run).getActiveSheet();
  }

  getActiveRange(): Range {
    return new Spreadsheet(this.run).getActiveRange();
  }

  getUi(): Ui {
    if (['clock', 'cell'].includes(this.run.capacity)) fail('Cannot call SpreadsheetApp.getUi() from this context.');
    return new Ui(this.run);
  }

  /** Nothing to write: that was done at once. Refused writes are told of here, as with every call that looks at cells. */
  flush(): void {}

  newDataValidation(): DataValidationBuilder {
    return new DataValidationBuilder();
  }

  newFilterCriteria(): FilterCriteriaBuilder {
    return new FilterCriteriaBuilder();
  }

  newConditionalFormatRule(): ConditionalFormatRuleBuilder {
    return new ConditionalFormatRuleBuilder();
  }
}
