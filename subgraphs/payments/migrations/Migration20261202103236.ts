import { Migration } from '@mikro-orm/migrations';

export class Migration20261202103236 extends Migration {

  override name = 'Migration20261202103236';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Recovery\` add \`creditorAgreedBy\` varchar(64) null, add \`creditorAgreedAtMs\` bigint null, add \`pausedUntilMs\` bigint null;`);
    // What one person of finance has said before is paused as it was said.
    this.addSql(`update \`Recovery\` set \`pausedUntilMs\` = \`proposedAtMs\` + 604800000 where \`endHow\` = 'received';`);
  }

}
