"""The last wall: no write, by whatever way it comes, leaves an organisation without someone who manages its people.

Checked at the end of the transaction, so that a hand-over may come in any order. The organisation's row is locked
first: of two administrators who leave at the same moment, the second finds out. `azioni` checks before, to say it in
Italian; this holds when `azioni` is bypassed.
"""

import pgtrigger


VINCOLO = "organizzazione_senza_amministratore"

CONTROLLA = f"""
    PERFORM 1 FROM anagrafica_organizzazione WHERE id = {{organizzazione}} FOR UPDATE;
    IF NOT EXISTS (
        SELECT 1 FROM utenti_appartenenza a JOIN utenti_utente u ON u.id = a.utente_id
        WHERE a.organizzazione_id = {{organizzazione}} AND a.attiva AND a.amministratore AND u.is_active
    ) THEN
        RAISE EXCEPTION 'organizzazione %: nessun amministratore attivo', {{organizzazione}}
            USING ERRCODE = 'check_violation', CONSTRAINT = '{VINCOLO}';
    END IF;
"""

UN_AMMINISTRATORE_RESTA = pgtrigger.Trigger(
    name="un_amministratore_resta",
    level=pgtrigger.Row,
    when=pgtrigger.After,
    operation=pgtrigger.Update | pgtrigger.Delete,
    timing=pgtrigger.Deferred,
    condition=pgtrigger.Q(old__amministratore=True, old__attiva=True),
    func=CONTROLLA.format(organizzazione="OLD.organizzazione_id") + "RETURN NULL;",
)

UTENTE_SPENTO_NON_AMMINISTRA = pgtrigger.Trigger(
    name="utente_spento_non_amministra",
    level=pgtrigger.Row,
    when=pgtrigger.After,
    operation=pgtrigger.Update,
    timing=pgtrigger.Deferred,
    condition=pgtrigger.Q(old__is_active=True, new__is_active=False),
    declare=[("organizzazione", "uuid")],
    func=f"""
    FOR organizzazione IN
        SELECT DISTINCT organizzazione_id FROM utenti_appartenenza
        WHERE utente_id = NEW.id AND attiva AND amministratore ORDER BY organizzazione_id
    LOOP
        {CONTROLLA.format(organizzazione="organizzazione")}
    END LOOP;
    RETURN NULL;
    """,
)
