import { Migration } from '@mikro-orm/migrations';

export class Migration20261130083401 extends Migration {

  override name = 'Migration20261130083401';

  override up(): void | Promise<void> {
    this.addSql(`create table \`ImpactAssessment\` (\`id\` varchar(26) not null, \`purpose\` varchar(40) not null, \`lawful\` text not null, \`risks\` text not null, \`measures\` text not null, \`validUntil\` varchar(10) not null, \`state\` varchar(40) not null, \`recordedAtMs\` bigint not null, \`recordedBy\` varchar(64) not null, \`reviewedAtMs\` bigint null, \`reviewedBy\` varchar(64) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`ImpactAssessment\` add index \`ImpactAssessment_state_validUntil_index\` (\`state\`, \`validUntil\`);`);
    this.addSql(`alter table \`ImpactAssessment\` add index \`ImpactAssessment_recordedAtMs_id_index\` (\`recordedAtMs\`, \`id\`);`);
  }

}
