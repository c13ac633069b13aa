import { Migration } from '@mikro-orm/migrations';

export class Migration20261125023138 extends Migration {

  override name = 'Migration20261125023138';

  override up(): void | Promise<void> {
    this.addSql(`create table \`Account\` (\`id\` varchar(26) not null, \`openidSealed\` text null, \`openidBlind\` varchar(43) null, \`phoneSealed\` text null, \`phoneBlind\` varchar(43) null, \`login\` varchar(64) null, \`passwordHash\` varchar(255) null, \`displayName\` varchar(64) not null, \`state\` varchar(40) not null, \`createdAtMs\` bigint not null, \`erasedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Account\` add index \`Account_createdAtMs_index\` (\`createdAtMs\`);`);
    this.addSql(`alter table \`Account\` add unique \`Account_openidBlind_unique\` (\`openidBlind\`);`);
    this.addSql(`alter table \`Account\` add unique \`Account_phoneBlind_unique\` (\`phoneBlind\`);`);
    this.addSql(`alter table \`Account\` add unique \`Account_login_unique\` (\`login\`);`);

    this.addSql(`create table \`Address\` (\`id\` varchar(26) not null, \`accountId\` varchar(64) not null, \`nameSealed\` text not null, \`phoneSealed\` text not null, \`detailSealed\` text not null, \`divisionCode\` varchar(40) not null, \`isDefault\` tinyint(1) not null, \`createdAtMs\` bigint not null, \`changedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Address\` add index \`Address_accountId_index\` (\`accountId\`);`);

    this.addSql(`create table \`AgreementConfirmation\` (\`id\` varchar(26) not null, \`accountId\` varchar(64) not null, \`kind\` varchar(40) not null, \`version\` int not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`AgreementConfirmation\` add index \`AgreementConfirmation_kind_version_index\` (\`kind\`, \`version\`);`);
    this.addSql(`alter table \`AgreementConfirmation\` add unique \`AgreementConfirmation_accountId_kind_version_unique\` (\`accountId\`, \`kind\`, \`version\`);`);

    this.addSql(`create table \`ApiClient\` (\`id\` varchar(26) not null, \`name\` varchar(80) not null, \`partyId\` varchar(64) not null, \`secretHash\` varchar(64) not null, \`active\` tinyint(1) not null, \`createdAtMs\` bigint not null, \`lastUsedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`AssessedMonth\` (\`month\` varchar(40) not null, \`state\` varchar(40) not null, \`missingSources\` mediumtext not null, \`assessedAtMs\` bigint not null, \`publishDueAtMs\` bigint not null, \`publishedAtMs\` bigint null, primary key (\`month\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`Assessment\` (\`id\` varchar(26) not null, \`month\` varchar(40) not null, \`partyId\` varchar(64) not null, \`partyKind\` varchar(40) not null, \`partyName\` varchar(255) not null, \`score\` int null, \`passed\` tinyint(1) not null, \`figures\` mediumtext not null, \`usedComplaints\` tinyint(1) not null, \`previousPassed\` tinyint(1) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Assessment\` add index \`Assessment_partyId_month_index\` (\`partyId\`, \`month\`);`);
    this.addSql(`alter table \`Assessment\` add unique \`Assessment_month_partyId_unique\` (\`month\`, \`partyId\`);`);

    this.addSql(`create table \`AuditCheckRun\` (\`id\` varchar(26) not null, \`verifiedTo\` bigint not null, \`problemCount\` int not null, \`problems\` mediumtext not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`AuditCheckRun\` add index \`AuditCheckRun_atMs_index\` (\`atMs\`);`);

    this.addSql(`create table \`AuditEntry\` (\`id\` varchar(26) not null, \`sender\` varchar(40) not null, \`operation\` varchar(80) not null, \`requestId\` varchar(64) not null, \`actorKind\` varchar(40) not null, \`actorId\` varchar(64) not null, \`roles\` varchar(255) not null, \`subject\` mediumtext not null, \`atMs\` bigint not null, \`salt\` varchar(32) not null, \`sealed\` tinyint(1) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`AuditEntry\` add index \`AuditEntry_sealed_id_index\` (\`sealed\`, \`id\`);`);
    this.addSql(`alter table \`AuditEntry\` add index \`AuditEntry_atMs_index\` (\`atMs\`);`);
    this.addSql(`alter table \`AuditEntry\` add index \`AuditEntry_actorId_atMs_index\` (\`actorId\`, \`atMs\`);`);

    this.addSql(`create table \`AuditHead\` (\`id\` varchar(40) not null, \`sequence\` bigint not null, \`hash\` varchar(64) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`AuditSeal\` (\`sequence\` bigint unsigned not null auto_increment primary key, \`entryId\` varchar(26) not null, \`commitment\` varchar(64) not null, \`hash\` varchar(64) not null, \`sealedAtMs\` bigint not null) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`AuditSeal\` add unique \`AuditSeal_entryId_unique\` (\`entryId\`);`);

    this.addSql(`create table \`BackupRun\` (\`id\` varchar(26) not null, \`method\` varchar(40) not null, \`place\` varchar(40) not null, \`succeeded\` tinyint(1) not null, \`check\` varchar(40) not null, \`tableCount\` int not null, \`tableTotal\` int not null, \`startedAtMs\` bigint not null, \`finishedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`BackupRun\` add index \`BackupRun_method_finishedAtMs_index\` (\`method\`, \`finishedAtMs\`);`);

    this.addSql(`create table \`Complaint\` (\`id\` varchar(26) not null, \`number\` varchar(40) not null, \`accountId\` varchar(64) not null, \`orderId\` varchar(64) null, \`partyId\` varchar(64) null, \`carrierPartyId\` varchar(64) null, \`answererPartyId\` varchar(64) not null, \`answererKind\` varchar(40) not null, \`kind\` varchar(40) not null, \`channel\` varchar(40) not null, \`wanted\` varchar(40) not null, \`wantedFen\` bigint null, \`orderFen\` bigint null, \`textSealed\` text not null, \`state\` varchar(40) not null, \`filedAtMs\` bigint not null, \`answerDueAtMs\` bigint not null, \`answeredAtMs\` bigint null, \`answeredInTime\` tinyint(1) null, \`answer\` text null, \`answerRemedy\` varchar(40) null, \`answerFen\` bigint null, \`escalatedAtMs\` bigint null, \`escalatedBy\` varchar(40) null, \`decidedAtMs\` bigint null, \`liablePartyId\` varchar(64) null, \`finding\` text null, \`decisionClause\` varchar(40) null, \`compensationFen\` bigint null, \`responseDueAtMs\` bigint null, \`liableAccepted\` tinyint(1) null, \`advanceId\` varchar(64) null, \`recoveryId\` varchar(64) null, \`advancedFen\` bigint null, \`settleDueAtMs\` bigint not null, \`closedAtMs\` bigint null, \`remedy\` varchar(40) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Complaint\` add index \`Complaint_accountId_id_index\` (\`accountId\`, \`id\`);`);
    this.addSql(`alter table \`Complaint\` add index \`Complaint_answererPartyId_state_index\` (\`answererPartyId\`, \`state\`);`);
    this.addSql(`alter table \`Complaint\` add index \`Complaint_partyId_filedAtMs_index\` (\`partyId\`, \`filedAtMs\`);`);
    this.addSql(`alter table \`Complaint\` add index \`Complaint_liablePartyId_state_index\` (\`liablePartyId\`, \`state\`);`);
    this.addSql(`alter table \`Complaint\` add index \`Complaint_state_answerDueAtMs_index\` (\`state\`, \`answerDueAtMs\`);`);
    this.addSql(`alter table \`Complaint\` add index \`Complaint_filedAtMs_index\` (\`filedAtMs\`);`);
    this.addSql(`alter table \`Complaint\` add unique \`Complaint_number_unique\` (\`number\`);`);

    this.addSql(`create table \`ComplaintStep\` (\`id\` varchar(26) not null, \`complaintId\` varchar(26) not null, \`action\` varchar(40) not null, \`byRole\` varchar(40) not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`ComplaintStep\` add index \`ComplaintStep_complaintId_id_index\` (\`complaintId\`, \`id\`);`);

    this.addSql(`create table \`Consent\` (\`id\` varchar(26) not null, \`accountId\` varchar(64) not null, \`purpose\` varchar(40) not null, \`granted\` tinyint(1) not null, \`noticeVersion\` int not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Consent\` add index \`Consent_purpose_granted_index\` (\`purpose\`, \`granted\`);`);
    this.addSql(`alter table \`Consent\` add unique \`Consent_accountId_purpose_unique\` (\`accountId\`, \`purpose\`);`);

    this.addSql(`create table \`ConsentReceipt\` (\`id\` varchar(26) not null, \`accountId\` varchar(64) not null, \`purpose\` varchar(40) not null, \`granted\` tinyint(1) not null, \`noticeVersion\` int not null, \`noticeHash\` varchar(64) not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`ConsentReceipt\` add index \`ConsentReceipt_accountId_index\` (\`accountId\`);`);
    this.addSql(`alter table \`ConsentReceipt\` add index \`ConsentReceipt_atMs_index\` (\`atMs\`);`);

    this.addSql(`create table \`CovenantMember\` (\`partyId\` varchar(64) not null, \`version\` int not null, \`joinedAtMs\` bigint not null, primary key (\`partyId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`CreditTally\` (\`partyId\` varchar(64) not null, \`reviewCount\` int not null, \`starsTotal\` int not null, \`completedCount\` int not null, \`complaintCount\` int not null, \`lateAnswerCount\` int not null, \`upheldCount\` int not null, \`warningCount\` int not null, \`rectificationCount\` int not null, \`suspensionCount\` int not null, primary key (\`partyId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`DataRequest\` (\`id\` varchar(26) not null, \`accountId\` varchar(64) not null, \`kind\` varchar(40) not null, \`state\` varchar(40) not null, \`note\` varchar(255) not null, \`requestedAtMs\` bigint not null, \`dueAtMs\` bigint not null, \`doneAtMs\` bigint null, \`holdUntilMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`DataRequest\` add index \`DataRequest_accountId_state_index\` (\`accountId\`, \`state\`);`);
    this.addSql(`alter table \`DataRequest\` add index \`DataRequest_state_dueAtMs_index\` (\`state\`, \`dueAtMs\`);`);

    this.addSql(`create table \`Drill\` (\`id\` varchar(26) not null, \`kind\` varchar(40) not null, \`rowsBefore\` int not null, \`rowsRecovered\` int not null, \`startedAtMs\` bigint not null, \`finishedAtMs\` bigint not null, \`note\` varchar(255) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Drill\` add index \`Drill_kind_finishedAtMs_index\` (\`kind\`, \`finishedAtMs\`);`);

    this.addSql(`create table \`DutyShift\` (\`id\` varchar(26) not null, \`channel\` varchar(40) not null, \`weekday\` int not null, \`startsMinute\` int not null, \`endsMinute\` int not null, \`person\` varchar(40) not null, \`active\` tinyint(1) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`DutyShift\` add index \`DutyShift_active_channel_index\` (\`active\`, \`channel\`);`);

    this.addSql(`create table \`EventDelivery\` (\`id\` bigint unsigned not null auto_increment primary key, \`eventId\` varchar(26) not null, \`consumer\` varchar(40) not null, \`aggregate\` varchar(110) not null, \`state\` tinyint not null default 0, \`attempts\` smallint not null default 0, \`nextAtMs\` bigint not null, \`lastError\` varchar(500) null) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`EventDelivery\` add index \`EventDelivery_state_nextAtMs_index\` (\`state\`, \`nextAtMs\`);`);

    this.addSql(`create table \`GrantRow\` (\`id\` varchar(26) not null, \`accountId\` varchar(64) not null, \`role\` varchar(40) not null, \`partyId\` varchar(64) not null, \`rights\` mediumtext null, \`active\` tinyint(1) not null, \`factAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`GrantRow\` add index \`GrantRow_partyId_active_index\` (\`partyId\`, \`active\`);`);
    this.addSql(`alter table \`GrantRow\` add index \`GrantRow_role_active_index\` (\`role\`, \`active\`);`);
    this.addSql(`alter table \`GrantRow\` add unique \`GrantRow_accountId_role_partyId_unique\` (\`accountId\`, \`role\`, \`partyId\`);`);

    this.addSql(`create table \`HealthHour\` (\`hourMs\` bigint unsigned not null auto_increment primary key, \`probeCount\` int not null, \`failedCount\` int not null, \`loadTotal\` double not null, \`loadMax\` double not null, \`lastProbeAtMs\` bigint not null) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`Inbox\` (\`key\` varchar(140) not null, \`atMs\` bigint not null, primary key (\`key\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`Incident\` (\`id\` varchar(26) not null, \`kind\` varchar(40) not null, \`summary\` text not null, \`unit\` varchar(80) not null, \`startedAtMs\` bigint not null, \`recoveredAtMs\` bigint null, \`recordedBy\` varchar(64) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Incident\` add index \`Incident_startedAtMs_index\` (\`startedAtMs\`);`);

    this.addSql(`create table \`KnownParty\` (\`partyId\` varchar(64) not null, \`kind\` varchar(40) not null, \`name\` varchar(255) not null, \`inGoodStanding\` tinyint(1) not null, \`validUntil\` varchar(10) null, \`filedAtMs\` bigint not null, \`factAtMs\` bigint not null, primary key (\`partyId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`KnownParty\` add index \`KnownParty_kind_index\` (\`kind\`);`);

    this.addSql(`create table \`KnownShop\` (\`shopId\` varchar(64) not null, \`partyId\` varchar(64) not null, primary key (\`shopId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`KnownShop\` add index \`KnownShop_partyId_index\` (\`partyId\`);`);

    this.addSql(`create table \`Lease\` (\`name\` varchar(80) not null, \`holder\` varchar(40) not null, \`untilMs\` bigint not null, primary key (\`name\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`LoginGuard\` (\`loginBlind\` varchar(43) not null, \`failedCount\` int not null, \`lockedUntilMs\` bigint not null, primary key (\`loginBlind\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`LoginGuard\` add index \`LoginGuard_lockedUntilMs_index\` (\`lockedUntilMs\`);`);

    this.addSql(`create table \`Measure\` (\`id\` varchar(26) not null, \`partyId\` varchar(64) not null, \`step\` varchar(40) not null, \`state\` varchar(40) not null, \`reason\` text not null, \`clause\` varchar(40) not null, \`dueAtMs\` bigint null, \`takenBy\` varchar(64) not null, \`takenAtMs\` bigint not null, \`complaintId\` varchar(26) null, \`assessedMonth\` varchar(40) null, \`appeal\` text null, \`appealedAtMs\` bigint null, \`appealAnswer\` text null, \`rectification\` text null, \`rectifiedAtMs\` bigint null, \`rectifiedInTime\` tinyint(1) null, \`endedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Measure\` add index \`Measure_partyId_id_index\` (\`partyId\`, \`id\`);`);
    this.addSql(`alter table \`Measure\` add index \`Measure_state_dueAtMs_index\` (\`state\`, \`dueAtMs\`);`);
    this.addSql(`alter table \`Measure\` add index \`Measure_takenAtMs_index\` (\`takenAtMs\`);`);
    this.addSql(`alter table \`Measure\` add unique \`Measure_partyId_complaintId_unique\` (\`partyId\`, \`complaintId\`);`);
    this.addSql(`alter table \`Measure\` add unique \`Measure_partyId_assessedMonth_unique\` (\`partyId\`, \`assessedMonth\`);`);

    this.addSql(`create table \`Message\` (\`id\` varchar(26) not null, \`accountId\` varchar(64) not null, \`kind\` varchar(40) not null, \`title\` varchar(80) not null, \`body\` varchar(255) not null, \`orderId\` varchar(64) null, \`createdAtMs\` bigint not null, \`readAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Message\` add index \`Message_accountId_id_index\` (\`accountId\`, \`id\`);`);
    this.addSql(`alter table \`Message\` add index \`Message_createdAtMs_index\` (\`createdAtMs\`);`);

    this.addSql(`create table \`MessageIntent\` (\`id\` varchar(26) not null, \`accountId\` varchar(64) not null, \`state\` varchar(40) not null, \`attempts\` int not null, \`nextAtMs\` bigint not null, \`settledAtMs\` bigint null, \`outcome\` varchar(255) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`MessageIntent\` add index \`MessageIntent_state_nextAtMs_index\` (\`state\`, \`nextAtMs\`);`);

    this.addSql(`create table \`MessageSubscription\` (\`id\` varchar(26) not null, \`accountId\` varchar(64) not null, \`kind\` varchar(40) not null, \`remaining\` int not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`MessageSubscription\` add unique \`MessageSubscription_accountId_kind_unique\` (\`accountId\`, \`kind\`);`);

    this.addSql(`create table \`Notice\` (\`version\` int unsigned not null auto_increment primary key, \`parts\` mediumtext not null, \`contentHash\` varchar(64) not null, \`publishedBy\` varchar(64) not null, \`publishedAtMs\` bigint not null) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`NoticeAcceptance\` (\`id\` varchar(26) not null, \`accountId\` varchar(64) not null, \`version\` int not null, \`contentHash\` varchar(64) not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`NoticeAcceptance\` add index \`NoticeAcceptance_version_index\` (\`version\`);`);
    this.addSql(`alter table \`NoticeAcceptance\` add unique \`NoticeAcceptance_accountId_version_unique\` (\`accountId\`, \`version\`);`);

    this.addSql(`create table \`Outbox\` (\`id\` varchar(26) not null, \`aggregatetype\` varchar(40) not null, \`aggregateid\` varchar(64) not null, \`type\` varchar(80) not null, \`payload\` mediumtext not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`OversightRequest\` (\`id\` varchar(26) not null, \`from\` varchar(40) not null, \`accountId\` varchar(64) not null, \`subject\` varchar(255) not null, \`text\` text not null, \`askedAtMs\` bigint not null, \`dueAtMs\` bigint not null, \`answer\` text null, \`answeredBy\` varchar(64) null, \`answeredAtMs\` bigint null, \`answerHash\` varchar(64) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`OversightRequest\` add index \`OversightRequest_from_askedAtMs_index\` (\`from\`, \`askedAtMs\`);`);

    this.addSql(`create table \`PersonalDataRead\` (\`id\` varchar(26) not null, \`subjectAccountId\` varchar(64) not null, \`readerKind\` varchar(40) not null, \`readerId\` varchar(64) not null, \`readerRoles\` varchar(255) not null, \`what\` varchar(40) not null, \`purpose\` varchar(40) not null, \`refused\` tinyint(1) not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`PersonalDataRead\` add index \`PersonalDataRead_subjectAccountId_atMs_index\` (\`subjectAccountId\`, \`atMs\`);`);
    this.addSql(`alter table \`PersonalDataRead\` add index \`PersonalDataRead_atMs_index\` (\`atMs\`);`);

    this.addSql(`create table \`PhoneCode\` (\`id\` varchar(26) not null, \`accountId\` varchar(64) not null, \`phoneBlind\` varchar(43) not null, \`codeHash\` varchar(43) not null, \`day\` varchar(10) not null, \`accountOrdinal\` int not null, \`phoneOrdinal\` int not null, \`tries\` int not null, \`sentAtMs\` bigint not null, \`expiresAtMs\` bigint not null, \`usedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`PhoneCode\` add index \`PhoneCode_sentAtMs_index\` (\`sentAtMs\`);`);
    this.addSql(`alter table \`PhoneCode\` add unique \`PhoneCode_accountId_day_accountOrdinal_unique\` (\`accountId\`, \`day\`, \`accountOrdinal\`);`);
    this.addSql(`alter table \`PhoneCode\` add unique \`PhoneCode_phoneBlind_day_phoneOrdinal_unique\` (\`phoneBlind\`, \`day\`, \`phoneOrdinal\`);`);

    this.addSql(`create table \`PublicDocument\` (\`id\` varchar(26) not null, \`kind\` varchar(40) not null, \`version\` int not null, \`title\` varchar(255) not null, \`text\` text not null, \`publishedBy\` varchar(64) not null, \`publishedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`PublicDocument\` add unique \`PublicDocument_kind_version_unique\` (\`kind\`, \`version\`);`);

    this.addSql(`create table \`RequestClaim\` (\`key\` varchar(200) not null, \`inputHash\` varchar(64) not null, \`result\` mediumtext null, \`atMs\` bigint not null, primary key (\`key\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`Review\` (\`id\` varchar(26) not null, \`orderId\` varchar(64) not null, \`accountId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`shopId\` varchar(64) not null, \`stars\` int not null, \`text\` text not null, \`state\` varchar(40) not null, \`heldReason\` varchar(255) null, \`reply\` text null, \`createdAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Review\` add index \`Review_accountId_id_index\` (\`accountId\`, \`id\`);`);
    this.addSql(`alter table \`Review\` add index \`Review_partyId_createdAtMs_index\` (\`partyId\`, \`createdAtMs\`);`);
    this.addSql(`alter table \`Review\` add index \`Review_state_id_index\` (\`state\`, \`id\`);`);
    this.addSql(`alter table \`Review\` add index \`Review_createdAtMs_index\` (\`createdAtMs\`);`);
    this.addSql(`alter table \`Review\` add unique \`Review_orderId_unique\` (\`orderId\`);`);

    this.addSql(`create table \`ReviewedProduct\` (\`id\` varchar(26) not null, \`reviewId\` varchar(26) not null, \`productId\` varchar(64) not null, \`stars\` int not null, \`isShown\` tinyint(1) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`ReviewedProduct\` add index \`ReviewedProduct_productId_isShown_reviewId_index\` (\`productId\`, \`isShown\`, \`reviewId\`);`);
    this.addSql(`alter table \`ReviewedProduct\` add index \`ReviewedProduct_reviewId_index\` (\`reviewId\`);`);

    this.addSql(`create table \`Session\` (\`id\` varchar(26) not null, \`holderId\` varchar(64) not null, \`holderKind\` varchar(40) not null, \`secretHash\` varchar(64) not null, \`channel\` varchar(40) not null, \`createdAtMs\` bigint not null, \`lastSeenAtMs\` bigint not null, \`expiresAtMs\` bigint not null, \`endedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Session\` add index \`Session_holderId_endedAtMs_index\` (\`holderId\`, \`endedAtMs\`);`);
    this.addSql(`alter table \`Session\` add index \`Session_createdAtMs_index\` (\`createdAtMs\`);`);

    this.addSql(`create table \`ShippingNotice\` (\`id\` varchar(26) not null, \`orderId\` varchar(64) not null, \`shipmentId\` varchar(64) not null, \`state\` varchar(40) not null, \`uploadedAtMs\` bigint not null, \`attempts\` int not null, \`nextAtMs\` bigint null, \`lastError\` varchar(255) null, \`settledAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`ShippingNotice\` add index \`ShippingNotice_nextAtMs_index\` (\`nextAtMs\`);`);
    this.addSql(`alter table \`ShippingNotice\` add index \`ShippingNotice_state_id_index\` (\`state\`, \`id\`);`);
    this.addSql(`alter table \`ShippingNotice\` add unique \`ShippingNotice_orderId_shipmentId_unique\` (\`orderId\`, \`shipmentId\`);`);

    this.addSql(`create table \`SignInAttempt\` (\`id\` varchar(26) not null, \`channel\` varchar(40) not null, \`succeeded\` tinyint(1) not null, \`reason\` varchar(40) not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`SignInAttempt\` add index \`SignInAttempt_atMs_index\` (\`atMs\`);`);

    this.addSql(`create table \`StatisticalReturn\` (\`id\` varchar(26) not null, \`kind\` varchar(40) not null, \`period\` varchar(40) not null, \`state\` varchar(40) not null, \`content\` mediumtext not null, \`producedAtMs\` bigint not null, \`dueAtMs\` bigint not null, \`approvedBy\` varchar(64) null, \`approvedAtMs\` bigint null, \`filedAtMs\` bigint null, \`receipt\` varchar(255) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`StatisticalReturn\` add unique \`StatisticalReturn_kind_period_unique\` (\`kind\`, \`period\`);`);

    this.addSql(`create table \`StoredFile\` (\`id\` varchar(26) not null, \`ownerId\` varchar(64) not null, \`purpose\` varchar(40) not null, \`mediaType\` varchar(40) not null, \`sizeBytes\` int not null, \`sha256\` varchar(64) not null, \`isPublic\` tinyint(1) not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`StoredFile\` add index \`StoredFile_ownerId_index\` (\`ownerId\`);`);

    this.addSql(`create table \`TechnicalItem\` (\`id\` varchar(26) not null, \`part\` varchar(40) not null, \`clause\` varchar(40) not null, \`title\` varchar(255) not null, \`detail\` text not null, \`recordedOn\` varchar(10) not null, \`validUntil\` varchar(10) null, \`recordedBy\` varchar(64) not null, \`recordedAtMs\` bigint not null, \`supersededAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`TechnicalItem\` add index \`TechnicalItem_part_supersededAtMs_index\` (\`part\`, \`supersededAtMs\`);`);
    this.addSql(`alter table \`TechnicalItem\` add index \`TechnicalItem_clause_supersededAtMs_index\` (\`clause\`, \`supersededAtMs\`);`);

    this.addSql(`create table \`TradeCheck\` (\`id\` varchar(26) not null, \`subject\` varchar(40) not null, \`partyId\` varchar(64) not null, \`passed\` tinyint(1) not null, \`finding\` text not null, \`supervisorId\` varchar(64) not null, \`atMs\` bigint not null, \`followUpDueAtMs\` bigint null, \`closedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`TradeCheck\` add index \`TradeCheck_atMs_index\` (\`atMs\`);`);

    this.addSql(`create table \`TradeMilestone\` (\`orderId\` varchar(64) not null, \`orderNumber\` varchar(40) null, \`buyerAccountId\` varchar(64) null, \`partyId\` varchar(64) null, \`totalFen\` bigint null, \`carrierPartyId\` varchar(64) null, \`paidAtMs\` bigint null, \`takenOverAtMs\` bigint null, \`deliveredAtMs\` bigint null, \`deliveredInTime\` tinyint(1) null, \`refundedAtMs\` bigint null, \`refundedFen\` bigint null, \`completedAtMs\` bigint null, \`cancelledAtMs\` bigint null, primary key (\`orderId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`TradeMilestone\` add index \`TradeMilestone_paidAtMs_index\` (\`paidAtMs\`);`);
    this.addSql(`alter table \`TradeMilestone\` add index \`TradeMilestone_partyId_index\` (\`partyId\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`Account\`;`);
    this.addSql(`drop table if exists \`Address\`;`);
    this.addSql(`drop table if exists \`AgreementConfirmation\`;`);
    this.addSql(`drop table if exists \`ApiClient\`;`);
    this.addSql(`drop table if exists \`AssessedMonth\`;`);
    this.addSql(`drop table if exists \`Assessment\`;`);
    this.addSql(`drop table if exists \`AuditCheckRun\`;`);
    this.addSql(`drop table if exists \`AuditEntry\`;`);
    this.addSql(`drop table if exists \`AuditHead\`;`);
    this.addSql(`drop table if exists \`AuditSeal\`;`);
    this.addSql(`drop table if exists \`BackupRun\`;`);
    this.addSql(`drop table if exists \`Complaint\`;`);
    this.addSql(`drop table if exists \`ComplaintStep\`;`);
    this.addSql(`drop table if exists \`Consent\`;`);
    this.addSql(`drop table if exists \`ConsentReceipt\`;`);
    this.addSql(`drop table if exists \`CovenantMember\`;`);
    this.addSql(`drop table if exists \`CreditTally\`;`);
    this.addSql(`drop table if exists \`DataRequest\`;`);
    this.addSql(`drop table if exists \`Drill\`;`);
    this.addSql(`drop table if exists \`DutyShift\`;`);
    this.addSql(`drop table if exists \`EventDelivery\`;`);
    this.addSql(`drop table if exists \`GrantRow\`;`);
    this.addSql(`drop table if exists \`HealthHour\`;`);
    this.addSql(`drop table if exists \`Inbox\`;`);
    this.addSql(`drop table if exists \`Incident\`;`);
    this.addSql(`drop table if exists \`KnownParty\`;`);
    this.addSql(`drop table if exists \`KnownShop\`;`);
    this.addSql(`drop table if exists \`Lease\`;`);
    this.addSql(`drop table if exists \`LoginGuard\`;`);
    this.addSql(`drop table if exists \`Measure\`;`);
    this.addSql(`drop table if exists \`Message\`;`);
    this.addSql(`drop table if exists \`MessageIntent\`;`);
    this.addSql(`drop table if exists \`MessageSubscription\`;`);
    this.addSql(`drop table if exists \`Notice\`;`);
    this.addSql(`drop table if exists \`NoticeAcceptance\`;`);
    this.addSql(`drop table if exists \`Outbox\`;`);
    this.addSql(`drop table if exists \`OversightRequest\`;`);
    this.addSql(`drop table if exists \`PersonalDataRead\`;`);
    this.addSql(`drop table if exists \`PhoneCode\`;`);
    this.addSql(`drop table if exists \`PublicDocument\`;`);
    this.addSql(`drop table if exists \`RequestClaim\`;`);
    this.addSql(`drop table if exists \`Review\`;`);
    this.addSql(`drop table if exists \`ReviewedProduct\`;`);
    this.addSql(`drop table if exists \`Session\`;`);
    this.addSql(`drop table if exists \`ShippingNotice\`;`);
    this.addSql(`drop table if exists \`SignInAttempt\`;`);
    this.addSql(`drop table if exists \`StatisticalReturn\`;`);
    this.addSql(`drop table if exists \`StoredFile\`;`);
    this.addSql(`drop table if exists \`TechnicalItem\`;`);
    this.addSql(`drop table if exists \`TradeCheck\`;`);
    this.addSql(`drop table if exists \`TradeMilestone\`;`);
  }

}
