"""The last wall around an issued document, for whatever way a write comes by. `azioni` says the same in Italian first.

The web role could not do these things anyway (`registro.concessioni`): the triggers hold for the owner too. The frozen
content is left to the grants, as the owner must be able to turn its key.
"""

import pgtrigger


DECISIONI = ["stato", "annullato_il", "annullato_da", "motivo_annullamento"]

IMMUTABILE = pgtrigger.ReadOnly(name="emesso_non_cambia", exclude=[*DECISIONI, "modificato_il", "dati"])

ANNULLATO_PER_SEMPRE = pgtrigger.Protect(
    name="annullato_per_sempre",
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition(
        "OLD.stato = 'annullato' AND (OLD.stato, OLD.annullato_il, OLD.annullato_da_id, OLD.motivo_annullamento)"
        " IS DISTINCT FROM (NEW.stato, NEW.annullato_il, NEW.annullato_da_id, NEW.motivo_annullamento)"
    ),
)

# With unique numbers and no deletion, that each has its predecessor is what makes a series gapless.
NUMERI_SENZA_BUCHI = pgtrigger.Trigger(
    name="numeri_senza_buchi",
    level=pgtrigger.Row,
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    condition=pgtrigger.Q(new__numero__gt=1),
    func="""
    IF NOT EXISTS (
        SELECT 1 FROM documenti_documento
        WHERE emittente = NEW.emittente AND serie = NEW.serie AND anno = NEW.anno AND numero = NEW.numero - 1
    ) THEN
        RAISE EXCEPTION 'documento %/% di %: manca il numero precedente', NEW.numero, NEW.anno, NEW.serie
            USING ERRCODE = 'check_violation', CONSTRAINT = 'documento_numeri_senza_buchi';
    END IF;
    RETURN NULL;
    """,
)
