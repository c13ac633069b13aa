import { Migration } from '@mikro-orm/migrations';

export class Migration20261129181857 extends Migration {

  override name = 'Migration20261129181857';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`StatisticalReturn\` drop index \`StatisticalReturn_kind_period_unique\`;`);
    this.addSql(`alter table \`StatisticalReturn\` add \`version\` int not null default 1, add \`corrects\` varchar(64) null, add \`correctionReason\` varchar(200) null, add \`packageId\` varchar(26) null, add \`packageCode\` varchar(10) null, add \`packageDigest\` varchar(64) null, add \`packedAtMs\` bigint null;`);
    this.addSql(`alter table \`StatisticalReturn\` add index \`StatisticalReturn_corrects_index\` (\`corrects\`);`);
    this.addSql(`alter table \`StatisticalReturn\` add unique \`StatisticalReturn_kind_period_version_unique\` (\`kind\`, \`period\`, \`version\`);`);
  }
}
