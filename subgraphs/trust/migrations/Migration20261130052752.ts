import { Migration } from '@mikro-orm/migrations';

export class Migration20261130052752 extends Migration {

  override name = 'Migration20261130052752';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Complaint\` add \`callerName\` text null, add \`callerPhone\` text null;`);
  }
}
