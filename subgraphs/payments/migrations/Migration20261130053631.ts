import { Migration } from '@mikro-orm/migrations';

export class Migration20261130053631 extends Migration {

  override name = 'Migration20261130053631';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Compensation\` add index \`Compensation_depositOf_index\` (\`depositOf\`);`);

    this.addSql(`alter table \`FundLine\` add index \`FundLine_number_date_index\` (\`number\`, \`date\`);`);

    this.addSql(`alter table \`Invoice\` add index \`Invoice_askedAtMs_id_index\` (\`askedAtMs\`, \`id\`);`);

    this.addSql(`alter table \`ProfitShare\` add index \`ProfitShare_amountFen_id_index\` (\`amountFen\`, \`id\`);`);

    this.addSql(`alter table \`Refund\` add index \`Refund_succeededAtMs_index\` (\`succeededAtMs\`);`);

    this.addSql(`alter table \`Settlement\` add index \`Settlement_settledAtMs_index\` (\`settledAtMs\`);`);

    this.addSql(`alter table \`Settlement\` add index \`Settlement_partId_index\` (\`partId\`);`);
  }
}
