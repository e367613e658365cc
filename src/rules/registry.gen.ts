// Every rule, by id. Written by `npm run generate` from the files beside it; do not edit.

import API001 from "./api/API001-unversioned-endpoint.ts";
import API002 from "./api/API002-internal-api.ts";
import API003 from "./api/API003-contract-missing.ts";
import API004 from "./api/API004-contract-invalid.ts";
import API005 from "./api/API005-breaking-without-major.ts";
import API006 from "./api/API006-operation-and-permission-differ.ts";
import API007 from "./api/API007-validation-schema-missing.ts";
import API008 from "./api/API008-audit-log-missing.ts";
import API009 from "./api/API009-deprecated-api-used.ts";
import API010 from "./api/API010-api-not-in-service.ts";
import API011 from "./api/API011-credential-record-contradicts.ts";
import API012 from "./api/API012-operation-unsecured.ts";
import API013 from "./api/API013-released-version-withdrawn.ts";
import API014 from "./api/API014-contract-change-undecided.ts";
import API015 from "./api/API015-operation-not-in-contract.ts";
import API016 from "./api/API016-credential-missing.ts";
import BAL001 from "./ballots/BAL001-unsigned-or-bad-signature.ts";
import BAL002 from "./ballots/BAL002-unknown-key.ts";
import BAL003 from "./ballots/BAL003-not-in-body.ts";
import BAL004 from "./ballots/BAL004-stale-ballot.ts";
import BAL005 from "./ballots/BAL005-recused.ts";
import BAL006 from "./ballots/BAL006-criteria-unanswered.ts";
import BAL007 from "./ballots/BAL007-record-altered.ts";
import BAL008 from "./ballots/BAL008-fields-and-path-differ.ts";
import BAL009 from "./ballots/BAL009-chain-broken.ts";
import BAL010 from "./ballots/BAL010-decision-is-not-what-the-ballots-say.ts";
import BAL011 from "./ballots/BAL011-authorship-contested.ts";
import BAL012 from "./ballots/BAL012-reason-missing.ts";
import BAL013 from "./ballots/BAL013-weak-key.ts";
import BAL014 from "./ballots/BAL014-subject-is-closed.ts";
import BAL015 from "./ballots/BAL015-decision-undermined.ts";
import BAL016 from "./ballots/BAL016-approves-what-failed.ts";
import CHK001 from "./checkpoints/CHK001-checkpoint-missing.ts";
import CHK002 from "./checkpoints/CHK002-evidence-missing.ts";
import CHK003 from "./checkpoints/CHK003-evidence-hash-mismatch.ts";
import CHK004 from "./checkpoints/CHK004-evidence-expired.ts";
import CHK005 from "./checkpoints/CHK005-sign-off-incomplete.ts";
import CHK006 from "./checkpoints/CHK006-validation-not-passed.ts";
import CHK007 from "./checkpoints/CHK007-checkpoint-of-the-other-playbook.ts";
import CHK008 from "./checkpoints/CHK008-review-by-another-body.ts";
import CHK009 from "./checkpoints/CHK009-pre-integration-not-approved.ts";
import CHK010 from "./checkpoints/CHK010-added-to-the-record.ts";
import CHK011 from "./checkpoints/CHK011-pre-integration-not-planned.ts";
import CMP002 from "./compatibility/CMP002-range-unsatisfiable.ts";
import CMP003 from "./compatibility/CMP003-compatibility-fallback-missing.ts";
import CMP004 from "./compatibility/CMP004-migration-guide-missing.ts";
import CMP005 from "./compatibility/CMP005-runtime-incompatible.ts";
import CMP006 from "./compatibility/CMP006-runtime-fragmentation.ts";
import CMP007 from "./compatibility/CMP007-compatibility-window-too-short.ts";
import CMP008 from "./compatibility/CMP008-silent-breaking-change.ts";
import CMP009 from "./compatibility/CMP009-call-outside-compatibility.ts";
import DAT001 from "./data/DAT001-forbidden-class.ts";
import DAT002 from "./data/DAT002-not-user-approved.ts";
import DAT003 from "./data/DAT003-fields-unbounded.ts";
import DAT004 from "./data/DAT004-retention-too-long.ts";
import DAT005 from "./data/DAT005-compliance-unanswered.ts";
import DAT006 from "./data/DAT006-external-tracking.ts";
import DAT007 from "./data/DAT007-unauthorised-export.ts";
import DAT008 from "./data/DAT008-data-without-permission.ts";
import DAT009 from "./data/DAT009-direct-database-access.ts";
import DAT010 from "./data/DAT010-class-opened.ts";
import DAT011 from "./data/DAT011-data-reaches-further.ts";
import DAT012 from "./data/DAT012-compliance-review-overdue.ts";
import REF001 from "./documentation/REF001-required-document-missing.ts";
import REF002 from "./documentation/REF002-document-is-a-stub.ts";
import REF003 from "./documentation/REF003-broken-link.ts";
import REF004 from "./documentation/REF004-document-leaves-out.ts";
import DOC001 from "./documents/DOC001-yaml-syntax.ts";
import DOC002 from "./documents/DOC002-duplicate-key.ts";
import DOC003 from "./documents/DOC003-unknown-kind-or-version.ts";
import DOC004 from "./documents/DOC004-shape.ts";
import DOC005 from "./documents/DOC005-unknown-field.ts";
import DOC006 from "./documents/DOC006-scalar-coercion.ts";
import DOC007 from "./documents/DOC007-impossible-date.ts";
import DOC008 from "./documents/DOC008-bad-version-or-range.ts";
import DOC009 from "./documents/DOC009-placeholder-left.ts";
import DOC010 from "./documents/DOC010-document-too-large-or-aliased.ts";
import DOC011 from "./documents/DOC011-ungoverned-file.ts";
import DOC012 from "./documents/DOC012-hidden-characters.ts";
import DOC013 from "./documents/DOC013-secret-in-document.ts";
import EXT001 from "./extensions/EXT001-global-ui-override.ts";
import EXT002 from "./extensions/EXT002-navigation-override.ts";
import EXT003 from "./extensions/EXT003-sandbox-missing.ts";
import EXT004 from "./extensions/EXT004-compatibility-undeclared.ts";
import EXT005 from "./extensions/EXT005-restricted-automation-or-write.ts";
import EXT006 from "./extensions/EXT006-surface-not-allowed.ts";
import EXT007 from "./extensions/EXT007-surface-not-offered.ts";
import IDN001 from "./identity/IDN001-path-and-id-differ.ts";
import IDN002 from "./identity/IDN002-duplicate-id.ts";
import IDN003 from "./identity/IDN003-name-taken.ts";
import IDN004 from "./identity/IDN004-dangling-reference.ts";
import IDN006 from "./identity/IDN006-immutable-field-changed.ts";
import IDN007 from "./identity/IDN007-record-deleted.ts";
import IDN008 from "./identity/IDN008-reserved-name.ts";
import IDN009 from "./identity/IDN009-rests-on-what-was-refused.ts";
import IDN010 from "./identity/IDN010-permission-id-lost.ts";
import LIF001 from "./lifecycle/LIF001-illegal-transition.ts";
import LIF002 from "./lifecycle/LIF002-not-decided.ts";
import LIF003 from "./lifecycle/LIF003-window-too-short.ts";
import LIF004 from "./lifecycle/LIF004-stage-restriction-violated.ts";
import LIF005 from "./lifecycle/LIF005-access-left-after-end.ts";
import LIF006 from "./lifecycle/LIF006-notice-missing.ts";
import LIF007 from "./lifecycle/LIF007-migration-or-remediation-missing.ts";
import LIF008 from "./lifecycle/LIF008-compliance-check-overdue.ts";
import MON001 from "./monitoring/MON001-signal-missing.ts";
import MON002 from "./monitoring/MON002-log-dashboard-or-alert-missing.ts";
import MON003 from "./monitoring/MON003-measurement-overdue.ts";
import MON004 from "./monitoring/MON004-no-data.ts";
import MON005 from "./monitoring/MON005-objective-missed.ts";
import MON006 from "./monitoring/MON006-measurement-contradicts-itself.ts";
import MON007 from "./monitoring/MON007-objective-weaker-than-policy.ts";
import MON008 from "./monitoring/MON008-measured-by-the-partner.ts";
import MON009 from "./monitoring/MON009-measurement-rewritten.ts";
import PRM001 from "./permissions/PRM001-implicit-permission.ts";
import PRM002 from "./permissions/PRM002-permission-wildcard.ts";
import PRM003 from "./permissions/PRM003-partner-defined-permission.ts";
import PRM004 from "./permissions/PRM004-permission-unjustified.ts";
import PRM005 from "./permissions/PRM005-permission-unbounded.ts";
import PRM006 from "./permissions/PRM006-permission-unused.ts";
import PRM007 from "./permissions/PRM007-permission-review-overdue.ts";
import PRM008 from "./permissions/PRM008-restricted-without-capability.ts";
import PRM009 from "./permissions/PRM009-type-mismatch.ts";
import PRM010 from "./permissions/PRM010-wider-than-approved.ts";
import PRM011 from "./permissions/PRM011-used-without-declaration.ts";
import PRM012 from "./permissions/PRM012-opens-further.ts";
import PRM013 from "./permissions/PRM013-permission-review-put-off.ts";
import POL001 from "./policy/POL001-decision-applied-twice.ts";
import POL002 from "./policy/POL002-governed-path-changed.ts";
import POL003 from "./policy/POL003-body-below-minimum.ts";
import POL004 from "./policy/POL004-key-without-proof.ts";
import POL005 from "./policy/POL005-duplicate-key-person-or-seat.ts";
import POL006 from "./policy/POL006-several-zones.ts";
import POL007 from "./policy/POL007-changed-on-both-sides.ts";
import POL008 from "./policy/POL008-repair-does-not-restore.ts";
import POL009 from "./policy/POL009-carried-files-differ.ts";
import POL010 from "./policy/POL010-revocation-without-effect.ts";
import POL011 from "./policy/POL011-allowed-signers-differ.ts";
import POL012 from "./policy/POL012-ratifies-nothing-in-doubt.ts";
import POL013 from "./policy/POL013-weaker-than-specified.ts";
import POL014 from "./policy/POL014-window-out-of-bounds.ts";
import POL015 from "./policy/POL015-narrower-than-specified.ts";
import PRO001 from "./proposals/PRO001-part-missing.ts";
import PRO002 from "./proposals/PRO002-category-does-not-match-the-change.ts";
import PRO003 from "./proposals/PRO003-answer-is-boilerplate.ts";
import PRO005 from "./proposals/PRO005-forbidden-capability.ts";
import PRO007 from "./proposals/PRO007-expansion-while-limited.ts";
import PRO008 from "./proposals/PRO008-supersedes-what-stands.ts";
import REV001 from "./reviews/REV001-review-overdue.ts";
import REV002 from "./reviews/REV002-review-incomplete.ts";
import REV003 from "./reviews/REV003-finding-open-past-due.ts";
import REV004 from "./reviews/REV004-review-long-overdue.ts";
import REV005 from "./reviews/REV005-reviewer-not-independent.ts";
import RSK001 from "./risk/RSK001-category-unaddressed.ts";
import RSK002 from "./risk/RSK002-score-mismatch.ts";
import RSK003 from "./risk/RSK003-mitigation-missing.ts";
import RSK004 from "./risk/RSK004-risk-unanswered.ts";
import RSK007 from "./risk/RSK007-residual-above-appetite.ts";
import RSK008 from "./risk/RSK008-risk-review-overdue.ts";
import RSK009 from "./risk/RSK009-tier-risk-understated.ts";
import ROL001 from "./rollout/ROL001-rollout-wider-than-risk-allows.ts";
import ROL002 from "./rollout/ROL002-rollout-loosened-before-release.ts";
import ROL003 from "./rollout/ROL003-plan-missing.ts";
import ROL004 from "./rollout/ROL004-release-version-out-of-order.ts";
import ROL005 from "./rollout/ROL005-breaking-release-without-guide.ts";
import ROL006 from "./rollout/ROL006-checklist-differs.ts";
import ROL007 from "./rollout/ROL007-step-not-shown.ts";
import ROL008 from "./rollout/ROL008-fulfils-what-was-not-approved.ts";
import ROL009 from "./rollout/ROL009-pins-do-not-fit.ts";
import ROL010 from "./rollout/ROL010-step-set-aside.ts";
import ROL011 from "./rollout/ROL011-plan-answers-nothing.ts";
import TIR001 from "./tiers/TIR001-capability-above-tier.ts";
import TIR002 from "./tiers/TIR002-permission-above-tier.ts";
import TIR003 from "./tiers/TIR003-upgrade-precondition-unmet.ts";
import TIR004 from "./tiers/TIR004-downgrade-trigger-open.ts";
import TIR006 from "./tiers/TIR006-tier-review-missing.ts";
import WFL001 from "./workflows/WFL001-not-idempotent.ts";
import WFL002 from "./workflows/WFL002-not-auditable.ts";
import WFL003 from "./workflows/WFL003-not-reversible.ts";
import WFL004 from "./workflows/WFL004-workflow-unversioned.ts";
import WFL005 from "./workflows/WFL005-type-rule-broken.ts";
import WFL006 from "./workflows/WFL006-ungoverned-workflow.ts";
import WFL007 from "./workflows/WFL007-trigger-handler-or-fallback-missing.ts";
import WFL008 from "./workflows/WFL008-trigger-not-offered.ts";
import type { Rule } from "./rule.ts";

export const allRules: readonly Rule[] = [
  API001,
  API002,
  API003,
  API004,
  API005,
  API006,
  API007,
  API008,
  API009,
  API010,
  API011,
  API012,
  API013,
  API014,
  API015,
  API016,
  BAL001,
  BAL002,
  BAL003,
  BAL004,
  BAL005,
  BAL006,
  BAL007,
  BAL008,
  BAL009,
  BAL010,
  BAL011,
  BAL012,
  BAL013,
  BAL014,
  BAL015,
  BAL016,
  CHK001,
  CHK002,
  CHK003,
  CHK004,
  CHK005,
  CHK006,
  CHK007,
  CHK008,
  CHK009,
  CHK010,
  CHK011,
  CMP002,
  CMP003,
  CMP004,
  CMP005,
  CMP006,
  CMP007,
  CMP008,
  CMP009,
  DAT001,
  DAT002,
  DAT003,
  DAT004,
  DAT005,
  DAT006,
  DAT007,
  DAT008,
  DAT009,
  DAT010,
  DAT011,
  DAT012,
  DOC001,
  DOC002,
  DOC003,
  DOC004,
  DOC005,
  DOC006,
  DOC007,
  DOC008,
  DOC009,
  DOC010,
  DOC011,
  DOC012,
  DOC013,
  EXT001,
  EXT002,
  EXT003,
  EXT004,
  EXT005,
  EXT006,
  EXT007,
  IDN001,
  IDN002,
  IDN003,
  IDN004,
  IDN006,
  IDN007,
  IDN008,
  IDN009,
  IDN010,
  LIF001,
  LIF002,
  LIF003,
  LIF004,
  LIF005,
  LIF006,
  LIF007,
  LIF008,
  MON001,
  MON002,
  MON003,
  MON004,
  MON005,
  MON006,
  MON007,
  MON008,
  MON009,
  POL001,
  POL002,
  POL003,
  POL004,
  POL005,
  POL006,
  POL007,
  POL008,
  POL009,
  POL010,
  POL011,
  POL012,
  POL013,
  POL014,
  POL015,
  PRM001,
  PRM002,
  PRM003,
  PRM004,
  PRM005,
  PRM006,
  PRM007,
  PRM008,
  PRM009,
  PRM010,
  PRM011,
  PRM012,
  PRM013,
  PRO001,
  PRO002,
  PRO003,
  PRO005,
  PRO007,
  PRO008,
  REF001,
  REF002,
  REF003,
  REF004,
  REV001,
  REV002,
  REV003,
  REV004,
  REV005,
  ROL001,
  ROL002,
  ROL003,
  ROL004,
  ROL005,
  ROL006,
  ROL007,
  ROL008,
  ROL009,
  ROL010,
  ROL011,
  RSK001,
  RSK002,
  RSK003,
  RSK004,
  RSK007,
  RSK008,
  RSK009,
  TIR001,
  TIR002,
  TIR003,
  TIR004,
  TIR006,
  WFL001,
  WFL002,
  WFL003,
  WFL004,
  WFL005,
  WFL006,
  WFL007,
  WFL008,
];

/** What a family of rules is about, by the first three letters of their ids. */
export const families: ReadonlyMap<string, string> = new Map([
  ["API", "api"],
  ["BAL", "ballots"],
  ["CHK", "checkpoints"],
  ["CMP", "compatibility"],
  ["DAT", "data"],
  ["DOC", "documents"],
  ["EXT", "extensions"],
  ["IDN", "identity"],
  ["LIF", "lifecycle"],
  ["MON", "monitoring"],
  ["POL", "policy"],
  ["PRM", "permissions"],
  ["PRO", "proposals"],
  ["REF", "documentation"],
  ["REV", "reviews"],
  ["ROL", "rollout"],
  ["RSK", "risk"],
  ["TIR", "tiers"],
  ["WFL", "workflows"],
]);

/** A rule by its id. */
export const ruleById: ReadonlyMap<string, Rule> = new Map(allRules.map((rule) => [rule.id, rule]));
