import { Migration } from '@mikro-orm/migrations';

export class Migration20261125194820 extends Migration {

  override name = 'Migration20261125194820';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`AuditEntry\` modify \`origin\` text null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`AuditEntry\` modify \`origin\` varchar(64) null;`);
  }

}
