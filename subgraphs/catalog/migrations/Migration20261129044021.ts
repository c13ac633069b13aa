import { Migration } from '@mikro-orm/migrations';

export class Migration20261129044021 extends Migration {

  override name = 'Migration20261129044021';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`MeasureCheck\` add \`isWhole\` tinyint(1) not null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`MeasureCheck\` drop column \`isWhole\`;`);
  }

}
