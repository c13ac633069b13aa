import { Migration } from '@mikro-orm/migrations';

export class Migration20261202061746 extends Migration {

  override name = 'Migration20261202061746';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`MeasureCheck\` modify \`passed\` tinyint(1) null;`);

    // A check of too few samples that found nothing short has not passed.
    this.addSql(`update \`MeasureCheck\` set \`passed\` = null where \`isWhole\` = 0 and \`passed\` = 1;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`update \`MeasureCheck\` set \`passed\` = 1 where \`passed\` is null;`);
    this.addSql(`alter table \`MeasureCheck\` modify \`passed\` tinyint(1) not null;`);
  }

}
