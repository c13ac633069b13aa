import { Migration } from '@mikro-orm/migrations';

export class Migration20261125040417 extends Migration {

  override name = 'Migration20261125040417';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`BackupRun\` add \`sizeBytes\` bigint null, add \`snapshotId\` varchar(64) null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`BackupRun\` drop column \`sizeBytes\`, drop column \`snapshotId\`;`);
  }

}
