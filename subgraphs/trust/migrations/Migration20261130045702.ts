import { Migration } from '@mikro-orm/migrations';

export class Migration20261130045702 extends Migration {

  override name = 'Migration20261130045702';

  override up(): void | Promise<void> {
    this.addSql(`create table \`Authority\` (\`id\` varchar(26) not null, \`kind\` varchar(40) not null, \`name\` varchar(80) not null, \`jurisdiction\` varchar(200) not null, \`savedBy\` varchar(64) not null, \`savedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Authority\` add unique \`Authority_name_unique\` (\`name\`);`);

    this.addSql(`create table \`AuthorityMember\` (\`accountId\` varchar(64) not null, \`authorityId\` varchar(26) not null, \`sinceMs\` bigint not null, primary key (\`accountId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`AuthorityMember\` add index \`AuthorityMember_authorityId_index\` (\`authorityId\`);`);

    this.addSql(`create table \`MonthFile\` (\`id\` varchar(40) not null, \`text\` mediumtext not null, \`signature\` varchar(255) not null, \`publicKey\` varchar(255) not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`OversightAnswer\` (\`id\` varchar(26) not null, \`requestId\` varchar(26) not null, \`version\` int not null, \`text\` text not null, \`reason\` text null, \`attachmentIds\` mediumtext null, \`answeredBy\` varchar(64) not null, \`atMs\` bigint not null, \`hash\` varchar(64) not null, \`packageCode\` varchar(10) null, \`packageDigest\` varchar(64) null, \`orderCount\` int null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`OversightAnswer\` add unique \`OversightAnswer_requestId_version_unique\` (\`requestId\`, \`version\`);`);

    this.addSql(`alter table \`AssessedMonth\` add \`sources\` mediumtext null;`);

    this.addSql(`alter table \`Measure\` add \`oversightId\` varchar(26) null;`);

    this.addSql(`alter table \`OversightRequest\` add \`kind\` varchar(40) not null default 'request', add \`authorityId\` varchar(26) null, add \`ground\` text null, add \`scope\` mediumtext null, add \`attachmentIds\` mediumtext null, add \`orders\` varchar(40) null, add \`actedAtMs\` bigint null;`);
    this.addSql(`alter table \`OversightRequest\` add index \`OversightRequest_authorityId_askedAtMs_index\` (\`authorityId\`, \`askedAtMs\`);`);
  }

}
