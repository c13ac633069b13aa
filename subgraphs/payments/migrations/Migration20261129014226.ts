import { Migration } from '@mikro-orm/migrations';

export class Migration20261129014226 extends Migration {

  override name = 'Migration20261129014226';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`FundLine\` add \`correctedAtMs\` bigint null;`);

    this.addSql(`alter table \`ReconciliationCase\` add \`proposedBy\` varchar(64) null, add \`correctedFen\` bigint null;`);
  }

}
