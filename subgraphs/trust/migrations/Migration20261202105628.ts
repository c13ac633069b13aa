import { Migration } from '@mikro-orm/migrations';

export class Migration20261202105628 extends Migration {

  override name = 'Migration20261202105628';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`BackupRun\` add \`contents\` mediumtext null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`BackupRun\` drop column \`contents\`;`);
  }

}
