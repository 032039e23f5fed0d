/**
 * The World Bank's indicators of countries and groups of countries, a value a year.
 *
 * <p>Address: {@code https://api.worldbank.org/v2/country/<countries>/indicator/<indicator>?format=json}, no key (World Bank
 * Data Help Desk, "About the Indicators API Documentation"). Licence: CC BY 4.0. Rhythm: World Development Indicators
 * change about four times a year; the field {@code lastupdated} says when.
 */
@NullMarked
package macrocast.ingest.worldbank;

import org.jspecify.annotations.NullMarked;
