import { Migration } from '@mikro-orm/migrations';

export class Migration20261126130805 extends Migration {

  override name = 'Migration20261126130805';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Village\` add \`townshipName\` varchar(255) not null default '';`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Village\` drop column \`townshipName\`;`);
  }

}
